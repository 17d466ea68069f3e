// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.ocm.ManifestWorkSpec.DeleteOption;
import dev.paddock.api.ocm.ManifestWorkSpec.PropagationPolicy;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.status.Conditions;
import dev.paddock.core.workload.ClusterGpus;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.golden.GoldenCase;
import dev.paddock.hub.rendering.KeptRenderings;
import dev.paddock.hub.variable.VariableSources;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UndeliveryRunTest {

    private static final TargetCluster HERE =
            new TargetCluster("spoke-1", false, "", ClusterGpus.NONE, true, Optional.empty(), false, false);
    private static final TargetCluster AWAY =
            new TargetCluster("spoke-1", false, "", ClusterGpus.NONE, false, Optional.empty(), false, false);
    private static final TargetCluster GOING =
            new TargetCluster("spoke-1", false, "", ClusterGpus.NONE, false, Optional.empty(), true, false);
    private static final Duration LATE = Duration.ofMinutes(11);

    private final FakeHub hub = new FakeHub();
    private final FakeLedger ledger = new FakeLedger(4);
    private final List<Step> steps = new ArrayList<>();
    private final UndeliveryRun undelivery = new UndeliveryRun(hub, ledger, steps::add);

    @Test
    void theDeploymentWaitsForTheSpokeAndThenGivesBackItsGpus() {
        delivered("first-delivery-to-a-shared-cluster");

        Optional<Outcome> waiting = undelivery.run(inputs(HERE, Duration.ZERO));

        assertThat(ready(waiting).getReason()).isEqualTo("Deleting");
        assertThat(ready(waiting).getMessage()).isEqualTo("waiting for spoke-1 to remove what was delivered");
        assertThat(ledger.released).isFalse();
        assertThat(hub.workloads).as("the agent reports until it is done").isNotEmpty();

        hub.agentRemoves("spoke-1");
        assertThat(undelivery.run(inputs(HERE, Duration.ZERO))).isEmpty();
        assertThat(ledger.released).isTrue();
        assertThat(hub.workloads).isEmpty();
        assertThat(steps).containsExactly(Step.UNDELIVER);
    }

    @Test
    void whatWasPublishedIsGivenUpWhenNoClusterHasItAnyMore() {
        delivered("first-delivery-to-a-shared-cluster");
        DeploymentInputs going = inputs(HERE, Duration.ZERO);
        String digest = "sha256:" + "a".repeat(64);
        going.deployment()
                .setStatus(new WorkloadDeploymentStatus(
                        null,
                        null,
                        null,
                        List.of(new ArtifactRef(
                                "c", "oci://registry.example/p/t/a/b", "r1-c", digest, null, List.of())),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        null,
                        List.of()));

        assertThat(undelivery.run(going)).isPresent();
        assertThat(hub.retired).as("a cluster still has it").isEmpty();
        hub.agentRemoves("spoke-1");
        assertThat(undelivery.run(going)).isEmpty();

        assertThat(hub.retired).containsExactly(digest);
    }

    @Test
    void aWorkIsDeletedOnce() {
        delivered("first-delivery-to-a-shared-cluster");

        undelivery.run(inputs(HERE, Duration.ZERO));
        undelivery.run(inputs(HERE, Duration.ZERO));

        assertThat(hub.deleted).containsExactly("ManifestWork spoke-1");
    }

    @Test
    void aSpokeThatIsAwayIsSaidToBeUnreachableAfterTenMinutes() {
        delivered("first-delivery-to-a-shared-cluster");

        assertThat(ready(undelivery.run(inputs(AWAY, Duration.ofMinutes(9)))).getReason())
                .isEqualTo("Deleting");
        Condition ready = ready(undelivery.run(inputs(AWAY, LATE)));

        assertThat(ready.getReason()).isEqualTo("SpokeUnreachable");
        assertThat(ready.getMessage()).contains("palette.ai/force-delete=true");
        assertThat(ledger.released).isFalse();
    }

    @Test
    void aSpokeThatIsAwayAndGoingIsLeftBehindAfterTenMinutes() {
        delivered("first-delivery-to-a-shared-cluster");

        assertThat(undelivery.run(inputs(GOING, Duration.ofMinutes(9)))).isPresent();
        assertThat(undelivery.run(inputs(GOING, LATE))).isEmpty();
    }

    @Test
    void aClusterThatIsGoneIsWaitedForByNobody() {
        delivered("first-delivery-to-a-shared-cluster");

        assertThat(undelivery.run(inputs(Map.of(), Map.of(), Duration.ZERO))).isEmpty();
    }

    @Test
    void theUserMayForceIt() {
        delivered("first-delivery-to-a-shared-cluster");

        Optional<Outcome> outcome = undelivery.run(
                inputs(Map.of("spoke-1", AWAY), Map.of("palette.ai/force-delete", "true"), Duration.ZERO));

        assertThat(outcome).isEmpty();
        assertThat(ledger.released).isTrue();
    }

    @Test
    void whatTheEnvironmentKeepsIsOrphanedAlsoWhenThatWasDecidedLast() {
        delivered("first-delivery-to-a-shared-cluster");
        DeploymentInputs keeping = Given.inputs(golden("dedicated-cluster-that-is-kept"));

        undelivery.run(new DeploymentInputs(
                keeping.deployment(),
                keeping.project(),
                keeping.profile(),
                keeping.environment(),
                new TreeMap<>(Map.of("spoke-1", HERE)),
                keeping.works(),
                keeping.workloads(),
                keeping.occupied(),
                keeping.others(),
                VariableSources.NONE,
                keeping.definitions(),
                keeping.installation(),
                Given.NOW));

        assertThat(hub.works.values())
                .extracting(work -> work.getSpec().deleteOption())
                .containsExactly(new DeleteOption(PropagationPolicy.ORPHAN, null, null));
    }

    private void delivered(String name) {
        new DeliveryRun(
                        new DeliveryPlanner(
                                TestEngine.workers(),
                                ReleaseRenderer.LEFT_TO_CONTROLLER,
                                Clock.systemUTC(),
                                deployment -> {},
                                KeptRenderings.NONE),
                        ledger,
                        new FakeRegistry(),
                        hub,
                        new KubernetesSerialization(),
                        step -> {})
                .run(Given.inputs(golden(name)));
        steps.clear();
    }

    private static DeploymentInputs inputs(TargetCluster cluster, Duration deletedFor) {
        return inputs(Map.of(cluster.name(), cluster), Map.of(), deletedFor);
    }

    private static DeploymentInputs inputs(
            Map<String, TargetCluster> clusters, Map<String, String> annotations, Duration deletedFor) {
        DeploymentInputs given = Given.inputs(golden("first-delivery-to-a-shared-cluster"));
        given.deployment()
                .getMetadata()
                .setDeletionTimestamp(Given.NOW.minus(deletedFor).toString());
        given.deployment().getMetadata().setAnnotations(annotations);
        SortedMap<String, TargetCluster> known = new TreeMap<>(clusters);
        return new DeploymentInputs(
                given.deployment(),
                given.project(),
                given.profile(),
                given.environment(),
                known,
                given.works(),
                given.workloads(),
                given.occupied(),
                given.others(),
                VariableSources.NONE,
                given.definitions(),
                given.installation(),
                Given.NOW);
    }

    private static GoldenCase golden(String name) {
        return GoldenCase.all("delivery")
                .filter(golden -> golden.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Condition ready(Optional<Outcome> outcome) {
        return Conditions.find(outcome.orElseThrow().status().conditions(), ConditionType.READY)
                .orElseThrow();
    }
}
