// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * In which order objects are applied, and in reverse deleted: what others live in or are defined by comes first, what reacts
 * to others comes last.
 */
public final class ApplyOrder {

    private static final Set<String> DEFINITIONS = Set.of("CustomResourceDefinition", "Namespace");
    private static final List<String> FIRST = List.of(
            "Namespace",
            "CustomResourceDefinition",
            "PriorityClass",
            "RuntimeClass",
            "StorageClass",
            "IngressClass",
            "ResourceQuota",
            "LimitRange",
            "NetworkPolicy",
            "ServiceAccount",
            "ClusterRole",
            "ClusterRoleBinding",
            "Role",
            "RoleBinding",
            "Secret",
            "ConfigMap",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Service",
            "DaemonSet",
            "Deployment",
            "StatefulSet",
            "Job",
            "CronJob");
    private static final List<String> LAST =
            List.of("APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    private ApplyOrder() {}

    public static Comparator<GenericKubernetesResource> comparator() {
        return Comparator.comparingInt((GenericKubernetesResource object) -> rank(object.getKind()))
                .thenComparing(object -> ObjectRef.of(object).toString());
    }

    /** Applied and waited for before anything else: other objects cannot even be sent without them. */
    public static boolean isDefinition(String kind) {
        return DEFINITIONS.contains(kind);
    }

    public static int rank(String kind) {
        int first = FIRST.indexOf(kind);
        if (first >= 0) {
            return first;
        }
        int last = LAST.indexOf(kind);
        return last >= 0 ? FIRST.size() + 1 + last : FIRST.size();
    }
}
