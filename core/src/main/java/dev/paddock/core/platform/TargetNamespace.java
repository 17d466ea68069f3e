// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectSpec.AdmissionConfiguration;
import dev.paddock.api.palette.ProjectSpec.DeploymentNamespaces;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.pool.BoundedName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which namespace on the spoke a deployment goes to, and whether its Project lets it (api.md 2.2 and 4.1). */
public final class TargetNamespace {
    /** Never a target, whatever a Project says: they belong to Kubernetes or to the machinery that delivers. */
    private static final List<String> RESERVED =
            List.of("kube-*", "default", "mural-system", "flux-system", "open-cluster-management*", "tenant-*");

    private TargetNamespace() {}

    /** What is written, else {@code <project>-<name>}, cut with a hash where that is too long for a namespace. */
    public static String of(@Nullable String written, String project, String name) {
        return written == null ? BoundedName.of(project + "-" + name) : written;
    }

    public static Optional<FieldError> refusal(String namespace, Optional<Project> project) {
        for (String pattern : RESERVED) {
            if (matches(pattern, namespace)) {
                return refused("namespace \"%s\" is reserved (%s)".formatted(namespace, pattern));
            }
        }
        DeploymentNamespaces rules = project.map(TargetNamespace::rules).orElse(null);
        if (rules == null) {
            return Optional.empty();
        }
        String owner = project.orElseThrow().getMetadata().getName();
        for (String pattern : rules.disallow()) {
            if (matches(pattern, namespace)) {
                return refused(
                        "project \"%s\" disallows namespace \"%s\" (rule \"%s\")".formatted(owner, namespace, pattern));
            }
        }
        if (!rules.allow().isEmpty() && rules.allow().stream().noneMatch(pattern -> matches(pattern, namespace))) {
            return refused("project \"%s\" allows only namespaces like %s, not \"%s\""
                    .formatted(owner, String.join(", ", rules.allow()), namespace));
        }
        return Optional.empty();
    }

    private static @Nullable DeploymentNamespaces rules(Project project) {
        AdmissionConfiguration configuration = project.getSpec().admissionConfiguration();
        return configuration == null || configuration.workloadConfiguration() == null
                ? null
                : configuration.workloadConfiguration().deploymentNamespaces();
    }

    private static Optional<FieldError> refused(String detail) {
        return Optional.of(FieldError.forbidden("spec.targetNamespace", detail));
    }

    private static boolean matches(String glob, String text) {
        StringBuilder pattern = new StringBuilder();
        for (char c : glob.toCharArray()) {
            switch (c) {
                case '*' -> pattern.append(".*");
                case '?' -> pattern.append('.');
                default -> pattern.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.matches(pattern.toString(), text);
    }
}
