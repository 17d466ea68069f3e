// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.core.fault.FieldError;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether an object may live where it is and may name what it names (api.md C3 and C4). */
final class ScopeRules {
    private ScopeRules() {}

    static <T extends HasMetadata> Stream<Finding> namespaceHasNoProject(Input<T> input) {
        return input.scope().project().isPresent()
                ? Finding.none()
                : Finding.invalid(FieldError.forbidden(
                        "metadata.namespace", "namespace \"%s\" has no Project".formatted(input.namespace())));
    }

    static <T extends HasMetadata> Stream<Finding> projectIsBeingDeleted(Input<T> input) {
        boolean going = input.operation() == Operation.CREATE
                && input.scope()
                        .project()
                        .filter(project -> project.getMetadata().getDeletionTimestamp() != null)
                        .isPresent();
        return going
                ? Finding.invalid(FieldError.forbidden(
                        "metadata.namespace", "project \"%s\" is being deleted".formatted(input.namespace())))
                : Finding.none();
    }

    /** A reference may lead to the own, the Tenant's or the system namespace, or to one of {@code also}. */
    static Stream<Finding> namespaceOutOfReach(Scope scope, String path, @Nullable String namespace, String... also) {
        if (namespace == null || namespace.isEmpty()) {
            return Finding.none();
        }
        List<String> allowed = new ArrayList<>(scope.reachable());
        allowed.addAll(List.of(also));
        return allowed.contains(namespace)
                ? Finding.none()
                : Finding.invalid(FieldError.forbidden(path, "may only be " + Scope.alternatives(allowed)));
    }
}
