// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.ocm.ManagedCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

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
