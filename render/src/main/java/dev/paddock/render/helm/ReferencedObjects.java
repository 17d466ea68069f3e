// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Finds what a release refers to: HelmRepositories, OCIRepositories, the Secrets that these name, and ConfigMaps with values. */
@FunctionalInterface
public interface ReferencedObjects {

    Optional<ObjectNode> find(String kind, String namespace, String name);
}
