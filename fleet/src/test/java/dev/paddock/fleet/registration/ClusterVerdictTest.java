// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.ManagedClusterSpec.Taint;
import dev.paddock.api.ocm.ManagedClusterSpec.TaintEffect;
import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterVerdictTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

    private final KubernetesSerialization yaml = new KubernetesSerialization();

    @Test
    void aClusterThatNeverReportedIsTaintedSinceNow() {
        ClusterVerdict verdict = ClusterVerdict.on(cluster("hubAcceptsClient: true", ""), Optional.empty(), NOW);

        assertThat(verdict.taints())
                .containsExactly(
                        new Taint(OcmNames.TAINT_UNREACHABLE, null, TaintEffect.NO_SELECT, "2026-01-01T00:10:00Z"));
        assertThat(verdict.conditions())
                .extracting(Condition::getType)
                .containsExactly(OcmNames.CONDITION_HUB_ACCEPTED);
        assertThat(verdict.recheckAt()).isEmpty();
    }

    @Test
    void aFreshLeaseIsLookedAtAgainWhenItWouldBeTooOld() {
        ClusterVerdict verdict = ClusterVerdict.on(
                cluster("hubAcceptsClient: true, leaseDurationSeconds: 10", available("True")),
                Optional.of(NOW.minusSeconds(20)),
                NOW);

        assertThat(verdict.taints()).isEmpty();
        assertThat(verdict.recheckAt()).contains(NOW.plusSeconds(30));
    }

    @Test
    void fiveMissedRenewalsAreDoubtWhateverTheAgentLastSaid() {
        ClusterVerdict verdict = ClusterVerdict.on(
                cluster("hubAcceptsClient: true, leaseDurationSeconds: 10", available("True")),
                Optional.of(NOW.minusSeconds(50)),
                NOW);

        assertThat(verdict.conditions())
                .last()
                .hasFieldOrPropertyWithValue("type", OcmNames.CONDITION_AVAILABLE)
                .hasFieldOrPropertyWithValue("status", "Unknown")
                .hasFieldOrPropertyWithValue("reason", "ManagedClusterLeaseUpdateStopped");
        assertThat(verdict.taints()).extracting(Taint::key).containsExactly(OcmNames.TAINT_UNREACHABLE);
    }

    @Test
    void aClusterThatPaddockJoinedIsSilentAfterThreeMinutes() {
        ManagedCluster joined = cluster("hubAcceptsClient: true", available("True"));
        joined.setSpec(ManagedClusterSpec.joined(List.of()));

        assertThat(ClusterVerdict.on(joined, Optional.of(NOW.minusSeconds(179)), NOW)
                        .taints())
                .isEmpty();
        assertThat(ClusterVerdict.on(joined, Optional.of(NOW.minusSeconds(180)), NOW)
                        .taints())
                .extracting(Taint::key)
                .containsExactly(OcmNames.TAINT_UNREACHABLE);
    }

    @Test
    void aTaintKeepsTheTimeItWasPutOn() {
        String tainted = "hubAcceptsClient: true, taints: [{key: " + OcmNames.TAINT_UNAVAILABLE
                + ", effect: NoSelect, timeAdded: '2026-01-01T00:00:00Z'}]";

        ClusterVerdict verdict = ClusterVerdict.on(cluster(tainted, available("False")), Optional.of(NOW), NOW);

        assertThat(verdict.taints())
                .containsExactly(
                        new Taint(OcmNames.TAINT_UNAVAILABLE, null, TaintEffect.NO_SELECT, "2026-01-01T00:00:00Z"));
    }

    @Test
    void onlyAClusterThatWasAcceptedOnceIsCalledDenied() {
        assertThat(ClusterVerdict.on(cluster("hubAcceptsClient: false", ""), Optional.empty(), NOW)
                        .conditions())
                .isEmpty();
        assertThat(ClusterVerdict.on(
                                cluster(
                                        "hubAcceptsClient: false",
                                        "{type: HubAcceptedManagedCluster, status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z'}"),
                                Optional.empty(),
                                NOW)
                        .conditions())
                .singleElement()
                .hasFieldOrPropertyWithValue("reason", "HubClusterAdminDenied")
                .hasFieldOrPropertyWithValue("lastTransitionTime", "2026-01-01T00:10:00Z");
    }

    private ManagedCluster cluster(String spec, String conditions) {
        return yaml.unmarshal(
                "metadata: {name: a}\nspec: {" + spec + "}\nstatus: {conditions: [" + conditions + "]}",
                ManagedCluster.class);
    }

    private static String available(String status) {
        return "{type: ManagedClusterConditionAvailable, status: '" + status
                + "', lastTransitionTime: '2026-01-01T00:00:00Z'}";
    }
}
