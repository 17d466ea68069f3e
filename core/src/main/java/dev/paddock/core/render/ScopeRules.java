// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a workload may touch on a cluster it shares: its own namespace, and outside namespaces only what its Project lists. Dedicated
 * clusters have no such rule.
 */
public final class ScopeRules {

    private ScopeRules() {}

    public static List<FieldError> check(
            List<RenderedObject> objects, String targetNamespace, Set<String> clusterScopedKinds) {
        return objects.stream()
                .map(object -> check(object, targetNamespace, clusterScopedKinds))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<FieldError> check(RenderedObject object, String targetNamespace, Set<String> listed) {
        if (object.namespaced()) {
            return object.namespace().equals(targetNamespace)
                    ? Optional.empty()
                    : Optional.of(FieldError.forbidden(
                            object.path(),
                            object.kind() + " " + object.namespace() + "/" + object.name()
                                    + " is outside the target namespace \"" + targetNamespace
                                    + "\" of a shared cluster; leave metadata.namespace out"));
        }
        return listed.contains(object.kindGroup())
                ? Optional.empty()
                : Optional.of(FieldError.forbidden(
                        object.path(),
                        "cluster-scoped " + object.kindGroup() + " \"" + object.name()
                                + "\" may not go to a shared cluster; list \"" + object.kindGroup()
                                + "\" in the Project's spec.admissionConfiguration.clusterScopedKinds"));
    }
}
