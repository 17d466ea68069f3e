// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import dev.paddock.api.meta.Health;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Adds verdicts up: objects to a component, components to a cluster, clusters to a deployment (api.md 7.5). */
public final class Rollup {

    /** How long an agent may take to say anything about a delivery that is new. */
    public static final Duration SILENCE = Duration.ofSeconds(180);

    private static final int NAMED = 3;

    private Rollup() {}

    public static ComponentHealth component(String name, Collection<ObjectHealth> objects) {
        Health worst = worst(objects.stream().map(o -> o.verdict().health()).toList());
        if (worst == Health.HEALTHY) {
            return new ComponentHealth(name, worst, "");
        }
        List<ObjectHealth> culprits = objects.stream()
                .filter(o -> o.verdict().health() == worst)
                .sorted(Comparator.comparing(ObjectHealth::kind).thenComparing(ObjectHealth::name))
                .toList();
        String more = culprits.size() > 1 ? " (and " + (culprits.size() - 1) + " more)" : "";
        return new ComponentHealth(name, worst, culprits.getFirst().sentence() + more);
    }

    public static ClusterHealth cluster(String cluster, Collection<ComponentHealth> components) {
        Health worst = worst(components.stream().map(ComponentHealth::health).toList());
        if (worst == Health.HEALTHY) {
            return new ClusterHealth(cluster, worst, reason(worst), "", "");
        }
        List<ComponentHealth> culprits = components.stream()
                .filter(c -> c.health() == worst)
                .sorted(Comparator.comparing(ComponentHealth::name))
                .toList();
        String names = culprits.stream().map(ComponentHealth::name).collect(Collectors.joining(", "));
        return new ClusterHealth(
                cluster, worst, reason(worst), names, culprits.getFirst().message());
    }

    /** Of a cluster whose agent no longer renews its lease: what it reported last says nothing about now. */
    public static ClusterHealth silent(String cluster, String since) {
        return silence(cluster, "its agent has not renewed its lease; given up at " + since);
    }

    /** Of a cluster whose agent has not said anything about a delivery in {@link #SILENCE}. */
    public static ClusterHealth neverReported(String cluster) {
        return silence(cluster, "never reported");
    }

    private static ClusterHealth silence(String cluster, String message) {
        return new ClusterHealth(cluster, Health.UNKNOWN, "AgentSilent", "agent silent", message);
    }

    public static DeploymentHealth deployment(Collection<ClusterHealth> clusters) {
        Health worst = worst(clusters.stream().map(ClusterHealth::health).toList());
        if (worst == Health.HEALTHY) {
            return new DeploymentHealth(worst, reason(worst), summary(clusters, List.of()));
        }
        List<ClusterHealth> culprits = clusters.stream()
                .filter(c -> c.health() == worst)
                .sorted(Comparator.comparing(ClusterHealth::cluster))
                .toList();
        return new DeploymentHealth(worst, culprits.getFirst().reason(), summary(clusters, culprits));
    }

    /** Nothing to judge is healthy: a component without objects must not hold back its cluster. */
    public static Health worst(Collection<Health> verdicts) {
        return verdicts.stream().max(Comparator.naturalOrder()).orElse(Health.HEALTHY);
    }

    private static String summary(Collection<ClusterHealth> clusters, List<ClusterHealth> culprits) {
        long healthy =
                clusters.stream().filter(c -> c.health() == Health.HEALTHY).count();
        String head = healthy + "/" + clusters.size() + " clusters healthy";
        if (culprits.isEmpty()) {
            return head;
        }
        String named = culprits.stream()
                .limit(NAMED)
                .map(c -> c.cluster() + " " + c.health().text()
                        + (c.culprits().isEmpty() ? "" : " (" + c.culprits() + ")"))
                .collect(Collectors.joining(", "));
        String more = culprits.size() > NAMED ? " and " + (culprits.size() - NAMED) + " more" : "";
        return head + ": " + named + more;
    }

    private static String reason(Health worst) {
        return switch (worst) {
            case HEALTHY -> "AllHealthy";
            case SUSPENDED -> "Paused";
            case PROGRESSING, UNKNOWN, MISSING, DEGRADED -> worst.text();
        };
    }
}
