// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A status that says which generation it is about and how things stand. */
public interface Conditioned {
    @Nullable
    Long observedGeneration();

    List<Condition> conditions();
}
