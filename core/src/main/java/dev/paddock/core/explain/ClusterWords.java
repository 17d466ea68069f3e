// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a joined cluster stands. Its conditions are Open Cluster Management's, which has an order of its own. */
final class ClusterWords {
    private final ManagedCluster cluster;
    private final Surroundings around;
    private final Instant now;

    ClusterWords(ManagedCluster cluster, Surroundings around, Instant now) {
        this.cluster = cluster;
        this.around = around;
        this.now = now;
    }

    Explanation explanation() {
        String name = cluster.getMetadata().getName();
        Account account = new Account("ManagedCluster " + name, "is " + state(cluster) + ".").onCluster(name);
        Map<String, String> labels = labels(cluster);
        account.point("mode", labels.getOrDefault(Labels.MODE, ""));
        if (!labels.containsKey(Labels.MODE)) {
            account.point("that is", "without the label palette.ai/mode no Environment selects it");
            account.next("label it palette.ai/mode: \"shared\", or join it with --mode shared");
        }
        if ("true".equals(labels.get(Labels.ORPHANED))) {
            account.point("that is", "its pool is gone and the cluster was kept; its GPUs still count");
            account.next("paddock cluster release CLUSTER, when it is no longer wanted here");
        }
        condition(OcmNames.CONDITION_AVAILABLE)
                .filter(available -> !"True".equals(available.getStatus()))
                .ifPresent(available -> {
                    account.point(
                            "because",
                            "%s (%s=%s/%s%s)"
                                    .formatted(
                                            available.getMessage(),
                                            available.getType(),
                                            available.getStatus(),
                                            available.getReason(),
                                            Span.since(available.getLastTransitionTime(), now)));
                    account.next("paddock status; paddock logs agent %s; paddock up starts what has stopped"
                            .formatted(name));
                });
        if (!cluster.getSpec().accepted()) {
            account.next("set spec.hubAcceptsClient: true, if this cluster is yours");
        }
        long workloads = around.workloads().stream()
                .filter(workload -> name.equals(workload.getMetadata().getNamespace()))
                .count();
        account.point("runs", workloads == 1 ? "1 workload" : workloads + " workloads");
        return account.explanation();
    }

    private Optional<Condition> condition(String type) {
        return conditions(cluster).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static List<Condition> conditions(ManagedCluster cluster) {
        ManagedClusterStatus status = cluster.getStatus();
        return status == null ? List.of() : status.conditions();
    }

    private static boolean isTrue(ManagedCluster cluster, String type) {
        return conditions(cluster).stream()
                .anyMatch(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static Map<String, String> labels(ManagedCluster cluster) {
        Map<String, String> labels = cluster.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    static String state(ManagedCluster cluster) {
        if (cluster.getMetadata().getDeletionTimestamp() != null) {
            return "being detached";
        }
        if (!cluster.getSpec().accepted()) {
            return "not accepted by the hub";
        }
        if (!isTrue(cluster, OcmNames.CONDITION_JOINED)) {
            return "accepted, but its agent has not joined yet";
        }
        return isTrue(cluster, OcmNames.CONDITION_AVAILABLE) ? "joined and available" : "joined, but not available";
    }

    /** One line for a list: what keeps a cluster from being chosen is mostly its state or its mode. */
    static String brief(ManagedCluster cluster) {
        String mode = labels(cluster).get(Labels.MODE);
        return "%s: %s, %s"
                .formatted(
                        cluster.getMetadata().getName(),
                        state(cluster),
                        mode == null ? "without label palette.ai/mode" : "palette.ai/mode: " + mode);
    }
}
