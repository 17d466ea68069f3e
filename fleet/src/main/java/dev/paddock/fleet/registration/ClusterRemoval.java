// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.fleet.join.BootstrapToken;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * Removes what the hub holds of a cluster, in the order that lets its agent take part: the works first, while the agent
 * still has its rights, then the namespace, then the rights. Each call does what it can and says what it waits for.
 */
final class ClusterRemoval {
    private final KubernetesClient client;
    private final BootstrapToken tokens;

    ClusterRemoval(KubernetesClient client, BootstrapToken tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    /** Nothing when all is gone. */
    Optional<String> advance(ManagedCluster cluster) {
        String name = cluster.getMetadata().getName();
        Namespace namespace = client.namespaces().withName(name).get();
        if (namespace != null && isOf(name, namespace)) {
            List<ManifestWork> works = client.resources(ManifestWork.class)
                    .inNamespace(name)
                    .list()
                    .getItems();
            if (!works.isEmpty()) {
                return Optional.of(withdraw(cluster, works));
            }
            if (namespace.getMetadata().getDeletionTimestamp() == null) {
                client.namespaces().withName(name).delete();
            }
            return Optional.of("namespace " + name + " is being emptied");
        }
        tokens.revoke(name);
        new ClusterAccess(name)
                .rights().stream()
                        .filter(right -> right.getMetadata().getNamespace() == null)
                        .forEach(right -> client.resource(right).delete());
        return Optional.empty();
    }

    /** With the consent of whoever forces the removal, an agent that will never answer is not waited for. */
    private String withdraw(ManagedCluster cluster, List<ManifestWork> works) {
        boolean forced = "true".equals(cluster.getMetadata().getAnnotations().get(Annotations.FORCE_DELETE));
        for (ManifestWork work : works) {
            if (work.getMetadata().getDeletionTimestamp() == null) {
                client.resource(work).delete();
            }
            if (forced) {
                client.resource(work).edit(found -> {
                    found.getMetadata().setFinalizers(List.of());
                    return found;
                });
            }
        }
        String first = works.getFirst().getMetadata().getName();
        String more = works.size() > 1 ? " (and " + (works.size() - 1) + " more)" : "";
        return "the cluster's agent has not yet withdrawn ManifestWork " + first + more
                + "; if it never will, annotate the cluster " + Annotations.FORCE_DELETE + "=true";
    }

    /** A namespace that only happens to have the cluster's name is somebody else's. */
    private static boolean isOf(String cluster, Namespace namespace) {
        return cluster.equals(namespace.getMetadata().getLabels().get(OcmNames.CLUSTER_NAME_LABEL));
    }
}
