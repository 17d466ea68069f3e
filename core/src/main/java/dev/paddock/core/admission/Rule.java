// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.stream.Stream;

/** One check, named for the fault it finds. It finds nothing where all is well. */
@FunctionalInterface
interface Rule<T extends HasMetadata> {
    Stream<Finding> check(Input<T> input);
}
