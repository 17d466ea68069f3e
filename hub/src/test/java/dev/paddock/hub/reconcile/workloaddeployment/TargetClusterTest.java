// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.mural.Workload;
import dev.paddock.api.ocm.ManagedCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetClusterTest {
    @Test
    void anAgentThatTheHubGaveUpIsSilentSinceThen() {
        assertThat(cluster("Unknown").silentSince()).contains("2026-01-01T00:00:00Z");
        assertThat(cluster("Unknown").available()).isFalse();
    }

    @Test
    void anAgentThatSaysItsClusterIsAwayIsNotSilent() {
        assertThat(cluster("False").silentSince()).isEmpty();
        assertThat(cluster("False").available()).isFalse();
        assertThat(cluster("True").silentSince()).isEmpty();
        assertThat(cluster("True").available()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"dedicated, true, true", "shared, true, false", "dedicated, false, false", "'', true, false"})
    void releasesGoWhereAControllerInstallsThemAndNobodyElseIs(String mode, boolean claimed, boolean releases) {
        assertThat(claiming(mode, claimed).installsReleases()).isEqualTo(releases);
    }

    @Test
    void whatWasDeliveredOneWayStaysThatWay() {
        Workload objects = new Workload();
        objects.setMetadata(new ObjectMetaBuilder().withName("w").build());
        Workload releases = new Workload();
        releases.setMetadata(new ObjectMetaBuilder()
                .withName("w")
                .addToAnnotations("mural.sh/charts", "releases")
                .build());

        TargetCluster with = claiming("dedicated", true);
        TargetCluster without = claiming("dedicated", false);
        assertThat(with.asFirstDelivered(Optional.empty()).installsReleases()).isTrue();
        assertThat(with.asFirstDelivered(Optional.of(objects)).installsReleases())
                .isFalse();
        assertThat(without.asFirstDelivered(Optional.of(releases)).installsReleases())
                .isTrue();
        assertThat(claiming("shared", true)
                        .asFirstDelivered(Optional.of(releases))
                        .installsReleases())
                .as("nothing installs what nobody counts and confines on a cluster that others share")
                .isFalse();
    }

    private static TargetCluster claiming(String mode, boolean claimed) {
        return TargetCluster.of(Serialization.unmarshal(
                """
                apiVersion: cluster.open-cluster-management.io/v1
                kind: ManagedCluster
                metadata: {name: spoke-1, labels: {palette.ai/mode: '%s'}}
                status: {clusterClaims: [{name: %s, value: v2}]}
                """.formatted(mode, claimed ? "helm.toolkit.fluxcd.io" : "other"), ManagedCluster.class));
    }

    private static TargetCluster cluster(String available) {
        return TargetCluster.of(Serialization.unmarshal("""
                apiVersion: cluster.open-cluster-management.io/v1
                kind: ManagedCluster
                metadata: {name: spoke-1}
                status:
                  conditions:
                  - {type: ManagedClusterConditionAvailable, status: '%s', lastTransitionTime: '2026-01-01T00:00:00Z'}
                """.formatted(available), ManagedCluster.class));
    }
}
