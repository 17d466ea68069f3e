// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.meta.Health;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollupTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void verdicts_are_ordered_from_best_to_worst() {
        assertThat(List.of(Health.values()).stream().map(Health::text))
                .containsExactly("Healthy", "Suspended", "Progressing", "Unknown", "Missing", "Degraded");
        assertThat(Rollup.worst(List.of(Health.MISSING, Health.UNKNOWN, Health.HEALTHY)))
                .isEqualTo(Health.MISSING);
    }

    @Test
    void a_component_is_as_its_worst_object_and_names_it() {
        ComponentHealth component = Rollup.component(
                "server",
                List.of(
                        new ObjectHealth("Service", "web", Verdict.healthy("exists")),
                        new ObjectHealth("Deployment", "web", Verdict.degraded("quota")),
                        new ObjectHealth("Deployment", "api", Verdict.degraded("no image"))));

        assertThat(component)
                .isEqualTo(new ComponentHealth(
                        "server", Health.DEGRADED, "Deployment api Degraded: no image (and 1 more)"));
    }

    @Test
    void a_component_without_objects_holds_nothing_back() {
        assertThat(Rollup.component("empty", List.of())).isEqualTo(new ComponentHealth("empty", Health.HEALTHY, ""));
    }

    @Test
    void a_deployment_names_the_clusters_and_components_at_fault() {
        DeploymentHealth health = Rollup.deployment(List.of(
                cluster("edge-1", new ComponentHealth("db", Health.HEALTHY, "")),
                cluster("edge-2", new ComponentHealth("db", Health.HEALTHY, "")),
                cluster("edge-7", new ComponentHealth("db", Health.DEGRADED, "down"))));

        assertThat(health)
                .isEqualTo(new DeploymentHealth(
                        Health.DEGRADED, "Degraded", "2/3 clusters healthy: edge-7 Degraded (db)"));
    }

    @Test
    void all_healthy_is_AllHealthy() {
        DeploymentHealth health =
                Rollup.deployment(List.of(cluster("edge-1", new ComponentHealth("db", Health.HEALTHY, ""))));

        assertThat(health).isEqualTo(new DeploymentHealth(Health.HEALTHY, "AllHealthy", "1/1 clusters healthy"));
        assertThat(health.isHealthy()).isTrue();
    }

    @Test
    void suspended_is_Paused() {
        DeploymentHealth health =
                Rollup.deployment(List.of(cluster("edge-1", new ComponentHealth("db", Health.SUSPENDED, "paused"))));

        assertThat(health.reason()).isEqualTo("Paused");
        assertThat(health.isHealthy()).isFalse();
    }

    @Test
    void many_bad_clusters_are_counted_not_listed() {
        DeploymentHealth health = Rollup.deployment(List.of("a", "b", "c", "d", "e").stream()
                .map(RollupTest::missing)
                .toList());

        assertThat(health.message())
                .isEqualTo("0/5 clusters healthy: a Missing (db), b Missing (db), c Missing (db) and 2 more");
    }

    @Test
    void a_silent_agent_makes_its_cluster_unknown() {
        ClusterHealth silent = Rollup.silent("edge-1", "2026-01-01T00:00:00Z");

        assertThat(silent.health()).isEqualTo(Health.UNKNOWN);
        assertThat(silent.message()).endsWith("given up at 2026-01-01T00:00:00Z");
        assertThat(Rollup.deployment(List.of(silent)).reason()).isEqualTo("AgentSilent");
    }

    @Test
    void a_cluster_that_never_reported_is_silent() {
        ClusterHealth never = Rollup.neverReported("edge-1");

        assertThat(never.message()).isEqualTo("never reported");
        assertThat(Rollup.deployment(List.of(never)).reason()).isEqualTo("AgentSilent");
    }

    private static ClusterHealth missing(String name) {
        return cluster(name, new ComponentHealth("db", Health.MISSING, "gone"));
    }

    private static ClusterHealth cluster(String name, ComponentHealth... components) {
        return Rollup.cluster(name, List.of(components));
    }
}
