// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import dev.paddock.api.meta.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps deployments out of each other's namespaces: one that is labelled for another deployment is not adopted. */
final class NamespaceGuard {

    static final String CONFLICT = "NamespaceConflict";

    private NamespaceGuard() {}

    /** The refusal in words, or empty when the namespace is free or already the deployment's own. */
    static Optional<String> conflict(HasMetadata wanted, HasMetadata live) {
        String owner = label(live, Labels.DEPLOYMENT);
        if (owner == null) {
            return Optional.empty();
        }
        String ownerProject = Objects.requireNonNullElse(label(live, Labels.PROJECT_NAME), "");
        String project = Objects.requireNonNullElse(label(wanted, Labels.PROJECT_NAME), ownerProject);
        boolean same = owner.equals(label(wanted, Labels.DEPLOYMENT))
                && (ownerProject.isEmpty() || project.equals(ownerProject));
        return same
                ? Optional.empty()
                : Optional.of("namespace " + live.getMetadata().getName() + " belongs to deployment "
                        + (ownerProject.isEmpty() ? "" : ownerProject + "/") + owner
                        + "; choose another target namespace or delete that deployment");
    }

    private static @Nullable String label(HasMetadata object, String key) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }
}
