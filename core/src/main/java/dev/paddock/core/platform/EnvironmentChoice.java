// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.platform.Gathered.ClusterView;
import dev.paddock.core.platform.Gathered.EnvironmentView;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which existing environment and which one of its clusters a platform takes: most free GPUs, then fewest deployments, then
 * name. A choice once made is kept until the cluster leaves the environment.
 */
final class EnvironmentChoice {
    private static final Comparator<ClusterView> BEST_CLUSTER = Comparator.comparing(EnvironmentChoice::free)
            .reversed()
            .thenComparing(ClusterView::deployments)
            .thenComparing(ClusterView::name);
    private static final Comparator<EnvironmentView> BEST_ENVIRONMENT =
            Comparator.<EnvironmentView, GpuAmount>comparing(environment -> environment.clusters().stream()
                            .map(EnvironmentChoice::free)
                            .reduce(GpuAmount.NONE, GpuAmount::plus))
                    .reversed()
                    .thenComparing(EnvironmentView::name);

    private EnvironmentChoice() {}

    /** The environment named by the reference, whatever state it is in. */
    static Optional<EnvironmentView> named(List<EnvironmentView> environments, Reference reference, String namespace) {
        String in = reference.namespaceOr(namespace);
        return environments.stream()
                .filter(environment -> environment.name().equals(reference.name())
                        && environment.namespace().equals(in))
                .findFirst();
    }

    /** All environments a platform without a reference may use, Ready or not. */
    static List<EnvironmentView> shared(List<EnvironmentView> environments) {
        return environments.stream()
                .filter(environment -> Mode.SHARED.text().equals(label(environment, Labels.MODE)))
                .sorted(BEST_ENVIRONMENT)
                .toList();
    }

    static boolean isReady(EnvironmentView environment) {
        var status = environment.environment().getStatus();
        return status != null && Conditions.isTrue(status.conditions(), ConditionType.READY);
    }

    /** The kept cluster if the environment still has it, else the best. */
    static Optional<ClusterView> cluster(EnvironmentView environment, List<String> kept) {
        return environment.clusters().stream()
                .filter(cluster -> kept.contains(cluster.name()))
                .findFirst()
                .or(() -> environment.clusters().stream().min(BEST_CLUSTER));
    }

    static boolean bringYourOwn(EnvironmentView environment) {
        return !environment.clusters().isEmpty()
                && environment.clusters().stream()
                        .allMatch(cluster -> "byo"
                                .equals(label(cluster.cluster().getMetadata().getLabels(), Labels.ORIGIN)));
    }

    static Optional<Condition> clusterCondition(ClusterView cluster, String type) {
        var status = cluster.cluster().getStatus();
        return status == null
                ? Optional.empty()
                : status.conditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }

    static boolean joined(ClusterView cluster) {
        return isTrue(clusterCondition(cluster, OcmNames.CONDITION_JOINED));
    }

    static boolean available(ClusterView cluster) {
        return isTrue(clusterCondition(cluster, OcmNames.CONDITION_AVAILABLE));
    }

    private static boolean isTrue(Optional<Condition> condition) {
        return condition.filter(found -> "True".equals(found.getStatus())).isPresent();
    }

    private static GpuAmount free(ClusterView cluster) {
        return cluster.free().families().values().stream().reduce(GpuAmount.NONE, GpuAmount::plus);
    }

    private static String label(EnvironmentView environment, String key) {
        return label(environment.environment().getMetadata().getLabels(), key);
    }

    private static String label(@Nullable Map<String, String> labels, String key) {
        return labels == null ? "" : labels.getOrDefault(key, "");
    }
}
