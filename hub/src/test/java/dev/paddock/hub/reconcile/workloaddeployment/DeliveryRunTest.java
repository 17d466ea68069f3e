// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.output.DeploymentName;
import dev.paddock.core.output.HubOutput;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.output.OutputPath;
import dev.paddock.core.revision.ProfileChoice;
import dev.paddock.core.revision.ProfileRevision;
import dev.paddock.core.status.Conditions;
import dev.paddock.embedded.Home;
import dev.paddock.fleet.oci.RegistryException;
import dev.paddock.hub.RenderingFiles;
import dev.paddock.hub.failpoint.DeliveryPoint;
import dev.paddock.hub.failpoint.Milestones;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.golden.GoldenCase;
import dev.paddock.hub.rendering.KeptRenderings;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a single golden run cannot show: one run after another. */
class DeliveryRunTest {
    private static final OutputPath DB_PORT =
            new OutputPath(new DeploymentName("project-a", "db"), Optional.empty(), List.of("def", "server", "port"));

    private final FakeHub hub = new FakeHub();
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeLedger ledger = new FakeLedger(4);
    private final AtomicInteger renderings = new AtomicInteger();

    @Test
    void aSecondRunWithTheSameInputsPublishesAndWritesNothing() {
        Outcome first = run(firstInputs());
        String works = Serialization.asJson(hub.works);
        registry.artifacts.clear();

        Outcome second = run(after(first, null));

        assertThat(registry.artifacts).isEmpty();
        assertThat(Serialization.asJson(hub.works)).isEqualTo(works);
        assertThat(StatusChange.onlyTimes(first.status(), second.status())).isTrue();
        assertThat(hub.recorded).as("the grant is recorded once").hasSize(1);
    }

    @Test
    void theDeploymentIsReadyWhenItsClusterHasAppliedTheDigestAndIsHealthy() {
        Outcome first = run(firstInputs());

        Outcome second = run(after(first, reported(digest(first), null)));

        assertThat(condition(second, ConditionType.READY).getStatus()).isEqualTo("True");
        assertThat(second.again()).as("nothing is looked at on a timer").isEmpty();
        assertThat(second.status().outputs()).containsEntry("url", "http://clearml-project-a.apps.example");
    }

    @Test
    void anAgentThatStoppedToRenewItsLeaseMakesHealthUnknown() {
        Outcome first = run(firstInputs());
        DeploymentInputs silent = after(first, reported(digest(first), null));
        TargetCluster cluster = silent.clusters().firstEntry().getValue();
        silent.clusters()
                .put(
                        cluster.name(),
                        new TargetCluster(
                                cluster.name(),
                                cluster.dedicated(),
                                cluster.version(),
                                cluster.gpus(),
                                false,
                                Optional.of("1970-01-01T00:09:00Z"),
                                false,
                                false));

        Condition healthy = condition(run(silent), ConditionType.HEALTHY);

        assertThat(healthy.getStatus()).isEqualTo("Unknown");
        assertThat(healthy.getReason()).isEqualTo("AgentSilent");
    }

    @Test
    void aDeliveryThatNobodyReportsOnForThreeMinutesMakesHealthUnknown() {
        Outcome first = run(firstInputs());
        DeploymentInputs unheard = after(first, null);

        Outcome early = run(at(unheard, Given.NOW.plusSeconds(179)));
        Outcome late = run(at(unheard, Given.NOW.plusSeconds(180)));

        assertThat(condition(early, ConditionType.HEALTHY).getReason()).isEqualTo("Progressing");
        assertThat(early.again()).contains(Duration.ofSeconds(1));
        assertThat(condition(late, ConditionType.HEALTHY).getReason()).isEqualTo("AgentSilent");
    }

    @Test
    void anOutputThatIsNotThereYetHoldsTheRenderingBackAndWhatRunsStays() {
        Outcome first = run(firstInputs());
        DeploymentInputs missing = reading(
                after(first, reported(digest(first), null)),
                new HubOutputs(Map.of(DB_PORT, new HubOutput.Waiting("db has not put it out yet")), List.of()));

        Outcome second = run(missing);

        assertThat(condition(second, ConditionType.RENDERED))
                .extracting(Condition::getReason, Condition::getMessage)
                .containsExactly("OutputPending", "db has not put it out yet");
        assertThat(hub.works).hasSize(1);
        assertThat(second.status().artifacts()).isEqualTo(first.status().artifacts());
        assertThat(second.again()).as("its source wakes it").isEmpty();
    }

    @Test
    void outputsReadInACircleAreSaidWithTheWay() {
        DeploymentName self = new DeploymentName("project-a", "clearml");
        List<DeploymentName> cycle = List.of(self, DB_PORT.source(), self);

        Outcome outcome = run(reading(firstInputs(), new HubOutputs(Map.of(), cycle)));

        assertThat(condition(outcome, ConditionType.RENDERED))
                .extracting(Condition::getReason, Condition::getMessage)
                .containsExactly(
                        "OutputCycle",
                        "outputs are read in a circle: project-a/clearml -> project-a/db -> project-a/clearml");
    }

    @Test
    void anOutputThatChangedHasItsReaderRenderedAgain() {
        Outcome first = run(reading(firstInputs(), port(5432)));
        // The second run sees the objects that the first one wrote.
        Outcome second = run(reading(after(first, reported(digest(first), null)), port(5432)));
        int before = renderings.get();

        run(reading(after(second, reported(digest(first), null)), port(5432)));
        int same = renderings.get();
        run(reading(after(second, reported(digest(first), null)), port(5433)));

        assertThat(same).isEqualTo(before);
        assertThat(renderings.get()).isEqualTo(same + 1);
    }

    @Test
    void whatTheSpokeRefusesIsSaidWithTheCluster() {
        Outcome first = run(firstInputs());
        Condition refused = applied("False", Reason.APPLY_FAILED, "clearml-p000: Deployment/x is invalid");

        Outcome second = run(after(first, reported("sha256:old", refused)));

        Condition delivered = condition(second, ConditionType.DELIVERED);
        assertThat(delivered.getReason()).isEqualTo("ApplyFailed");
        assertThat(delivered.getMessage()).isEqualTo("spoke-1: clearml-p000: Deployment/x is invalid");
    }

    @Test
    void aRegistryThatLostTheArtifactGetsItAgainOnceASpokeCannotPull() {
        Outcome first = run(firstInputs());
        registry.artifacts.clear();
        Condition refused = applied("False", Reason.APPLY_FAILED, "manifest unknown");

        run(after(first, reported(null, refused)));

        assertThat(registry.artifacts).hasSize(1);
    }

    @Test
    void anUnreachableRegistryIsRetriedLaterAndLater() {
        registry.failing = RegistryException.Kind.UNAVAILABLE;
        Outcome first = run(firstInputs());
        assertThat(first.again()).hasValueSatisfying(again -> assertThat(again).isLessThan(Duration.ofSeconds(2)));

        Outcome later = run(at(after(first, null), Given.NOW.plusSeconds(60)));
        assertThat(later.again()).hasValueSatisfying(again -> assertThat(again).isGreaterThan(Duration.ofSeconds(29)));
        Outcome muchLater = run(at(after(first, null), Given.NOW.plusSeconds(3600)));
        assertThat(muchLater.again())
                .hasValueSatisfying(again -> assertThat(again).isLessThan(Duration.ofSeconds(61)));

        registry.failing = null;
        assertThat(condition(run(after(later, null)), ConditionType.PUBLISHED).getStatus())
                .isEqualTo("True");
    }

    @Test
    void aHubKilledBetweenPublishingAndSigningSignsWhenItComesBackAndBeforeItDelivers() {
        DeliveryRun killed = new DeliveryRun(
                new DeliveryPlanner(
                        TestEngine.workers(),
                        ReleaseRenderer.LEFT_TO_CONTROLLER,
                        Clock.systemUTC(),
                        deployment -> renderings.incrementAndGet(),
                        KeptRenderings.NONE),
                ledger,
                registry,
                hub,
                new KubernetesSerialization(),
                step -> {
                    if (step == Step.PUBLISH) {
                        throw new IllegalStateException("killed");
                    }
                });
        assertThatThrownBy(() -> killed.run(firstInputs())).hasMessage("killed");
        assertThat(registry.artifacts).hasSize(1);
        assertThat(registry.signers).isEmpty();
        assertThat(hub.works).isEmpty();

        Outcome resumed = run(firstInputs());

        assertThat(registry.signers).containsOnlyKeys(digest(resumed));
        assertThat(resumed.status().artifacts().getFirst().signedBy()).isEqualTo("sha256:key");
        assertThat(hub.works).hasSize(1);
    }

    /** Each hub dies at the next moment; a published artifact, a signature and a work are made once, and one rendering serves all hubs. */
    @Test
    void aHubThatDiesAtAnyMomentLeavesNothingToRenderAgain(@TempDir Path folder) {
        List<String> moments =
                List.of("Plan", "Render", "ReserveGPU", "Publish", "Sign", "TellWork", "Tell", "Deliver");
        for (String moment : moments) {
            assertThatThrownBy(() -> runUntil(moment, new RenderingFiles(new Home(folder))))
                    .as(moment)
                    .hasMessage("killed at " + moment);
        }

        Outcome resumed = runUntil("", new RenderingFiles(new Home(folder)));

        assertThat(renderings).hasValue(1);
        assertThat(registry.artifacts).hasSize(1);
        assertThat(registry.signers).containsOnlyKeys(digest(resumed));
        assertThat(hub.works).hasSize(1);
        assertThat(hub.workloads).hasSize(1);
    }

    /** @param moment at which it dies; blank for none */
    private Outcome runUntil(String moment, KeptRenderings kept) {
        Milestones deadly = new Milestones() {
            @Override
            public void beforeDone(Step step) {
                die(step.text());
            }

            @Override
            public void reached(DeliveryPoint point) {
                die(point.text());
            }

            private void die(String name) {
                if (name.equals(moment)) {
                    throw new IllegalStateException("killed at " + name);
                }
            }
        };
        return new DeliveryRun(
                        new DeliveryPlanner(
                                TestEngine.workers(),
                                ReleaseRenderer.LEFT_TO_CONTROLLER,
                                Clock.systemUTC(),
                                deployment -> renderings.incrementAndGet(),
                                kept),
                        ledger,
                        registry,
                        hub,
                        new KubernetesSerialization(),
                        deadly)
                .run(firstInputs());
    }

    @Test
    void withoutAKeyToSignWithNothingIsDeliveredAndTheSecretIsNamed() {
        registry.key = "";

        Outcome outcome = run(firstInputs());

        Condition published = condition(outcome, ConditionType.PUBLISHED);
        assertThat(published.getReason()).isEqualTo("SecretInvalid");
        assertThat(published.getMessage()).contains("paddock-signing-key");
        assertThat(outcome.again()).isPresent();
        assertThat(hub.works).isEmpty();
    }

    @Test
    void aNewKeySignsWhatIsThereAndDeliversTheSame() {
        Outcome first = run(firstInputs());
        DeploymentInputs settled = after(first, reported(digest(first), null));
        registry.key = "sha256:new";

        Outcome second = run(signedBy(settled, "sha256:new"));

        assertThat(registry.signers).containsEntry(digest(first), "sha256:new").hasSize(1);
        assertThat(digest(second)).isEqualTo(digest(first));
        assertThat(second.status().artifacts().getFirst().signedBy()).isEqualTo("sha256:new");
    }

    @Test
    void whatAnUpdateLeavesBehindIsWrittenDownAndWhatIsInUseIsNot() {
        Outcome first = run(firstInputs());
        DeploymentInputs changed = onVersion("v8", after(first, reported(digest(first), null)));
        assertThat(hub.retired).isEmpty();

        Outcome second = run(changed);

        assertThat(digest(second)).isNotEqualTo(digest(first));
        assertThat(hub.retired).containsExactly(digest(first));
    }

    @Test
    void whatASpokeFindsUnsignedIsSignedAnewAlthoughItRuns() {
        Outcome first = run(firstInputs());
        registry.signers.clear();
        Condition refused = applied("False", Reason.NOT_VERIFIED, digest(first) + " is unsigned");

        Outcome second = run(after(first, reported(digest(first), refused)));

        assertThat(registry.signers).hasSize(1);
        assertThat(condition(second, ConditionType.DELIVERED).getReason()).isEqualTo("NotVerified");
        assertThat(condition(second, ConditionType.DELIVERED).getMessage())
                .isEqualTo("spoke-1: " + digest(first) + " is unsigned");
    }

    @Test
    void aRefusedUpdateLeavesTheLastVersionDelivered() {
        Outcome first = run(firstInputs());
        String works = Serialization.asJson(hub.works);
        DeploymentInputs changed = onVersion("v9", after(first, reported(digest(first), null)));

        Outcome refused = new DeliveryRun(
                        new DeliveryPlanner(
                                TestEngine.workers(),
                                ReleaseRenderer.LEFT_TO_CONTROLLER,
                                Clock.systemUTC(),
                                deployment -> {},
                                KeptRenderings.NONE),
                        new FakeLedger(1),
                        registry,
                        hub,
                        new KubernetesSerialization(),
                        step -> {})
                .run(changed);

        assertThat(condition(refused, ConditionType.ACCEPTED).getReason()).isEqualTo("QuotaExceeded");
        assertThat(condition(refused, ConditionType.DELIVERED).getStatus()).isEqualTo("True");
        assertThat(Serialization.asJson(hub.works)).isEqualTo(works);
        assertThat(refused.status().artifacts()).isEqualTo(first.status().artifacts());
    }

    @Test
    void whatIsSettledIsNotRenderedAgainByAnyHubUntilSomethingOfItChanges() {
        Outcome first = run(firstInputs());
        Outcome settled = run(after(first, reported(digest(first), null)));
        renderings.set(0);

        Outcome again = run(at(after(settled, reported(digest(first), null)), Given.NOW.plusSeconds(30)));

        assertThat(renderings).hasValue(0);
        assertThat(StatusChange.onlyTimes(settled.status(), again.status())).isTrue();
        assertThat(again.status().outputs()).containsEntry("url", "http://clearml-project-a.apps.example");

        hub.works.values().forEach(work -> work.getMetadata().setGeneration(7L));
        run(after(again, reported(digest(first), null)));
        assertThat(renderings).as("somebody changed a work").hasValue(1);
    }

    @Test
    void whatItWasRenderedFromIsOnRecordOnceItIsReady() {
        Outcome first = run(firstInputs());
        Outcome ready = run(after(first, reported(digest(first), null)));
        WorkloadDeploymentStatus older = new WorkloadDeploymentStatus(
                ready.status().workloadProfileRevision(),
                ready.status().revisionChosenFor(),
                "sha256:older",
                ready.status().artifacts(),
                ready.status().clusters(),
                ready.status().outputs(),
                ready.status().gpu(),
                ready.status().observedGeneration(),
                ready.status().conditions());

        assertThat(StatusChange.onlyTimes(older, ready.status())).isFalse();
    }

    private DeploymentInputs firstInputs() {
        return Given.inputs(GoldenCase.all("delivery")
                .filter(golden -> golden.name().equals("first-delivery-to-a-shared-cluster"))
                .findFirst()
                .orElseThrow());
    }

    private Outcome run(DeploymentInputs inputs) {
        return new DeliveryRun(
                        new DeliveryPlanner(
                                TestEngine.workers(),
                                ReleaseRenderer.LEFT_TO_CONTROLLER,
                                Clock.systemUTC(),
                                deployment -> renderings.incrementAndGet(),
                                KeptRenderings.NONE),
                        ledger,
                        registry,
                        hub,
                        new KubernetesSerialization(),
                        step -> {})
                .run(inputs);
    }

    /** The inputs after a run, with what its objects and the agent's report have become. */
    private DeploymentInputs after(Outcome outcome, @Nullable WorkloadStatus reported) {
        DeploymentInputs first = firstInputs();
        WorkloadDeployment deployment = first.deployment();
        deployment.setStatus(outcome.status());
        hub.workloads.values().forEach(workload -> {
            workload.setStatus(reported);
            workload.getMetadata().setCreationTimestamp(Given.NOW.toString());
        });
        return new DeploymentInputs(
                deployment,
                first.project(),
                first.profile(),
                first.environment(),
                first.clusters(),
                new TreeMap<>(hub.works),
                new TreeMap<>(hub.workloads),
                first.occupied(),
                first.others(),
                first.variables(),
                first.definitions(),
                first.installation(),
                Given.NOW);
    }

    private static HubOutputs port(int port) {
        return new HubOutputs(Map.of(DB_PORT, new HubOutput.Known(IntNode.valueOf(port), false)), List.of());
    }

    private static DeploymentInputs reading(DeploymentInputs inputs, HubOutputs others) {
        return new DeploymentInputs(
                inputs.deployment(),
                inputs.project(),
                inputs.profile(),
                inputs.environment(),
                inputs.clusters(),
                inputs.works(),
                inputs.workloads(),
                inputs.occupied(),
                others,
                inputs.variables(),
                inputs.definitions(),
                inputs.installation(),
                inputs.now());
    }

    private static DeploymentInputs onVersion(String version, DeploymentInputs inputs) {
        ProfileRevision before = inputs.profile().revision().orElseThrow();
        ProfileRevision now = new ProfileRevision(
                before.namespace(), before.name(), version, "-", before.created(), before.labels(), before.spec());
        return new DeploymentInputs(
                inputs.deployment(),
                inputs.project(),
                new ProfileChoice.Chosen(now, "mural-system/clearml"),
                inputs.environment(),
                inputs.clusters(),
                inputs.works(),
                inputs.workloads(),
                inputs.occupied(),
                inputs.others(),
                inputs.variables(),
                inputs.definitions(),
                inputs.installation(),
                inputs.now());
    }

    private static DeploymentInputs at(DeploymentInputs inputs, Instant now) {
        return with(inputs, inputs.installation(), now);
    }

    private static DeploymentInputs signedBy(DeploymentInputs inputs, String key) {
        return with(inputs, inputs.installation().signedBy(Optional.of(key)), inputs.now());
    }

    private static DeploymentInputs with(DeploymentInputs inputs, Installation installation, Instant now) {
        return new DeploymentInputs(
                inputs.deployment(),
                inputs.project(),
                inputs.profile(),
                inputs.environment(),
                inputs.clusters(),
                inputs.works(),
                inputs.workloads(),
                inputs.occupied(),
                inputs.others(),
                inputs.variables(),
                inputs.definitions(),
                installation,
                now);
    }

    private static WorkloadStatus reported(@Nullable String digest, @Nullable Condition applied) {
        return new WorkloadStatus(
                digest,
                null,
                List.of(new WorkloadStatus.ComponentStatus("server", Health.HEALTHY, null, List.of())),
                null,
                Given.NOW.toString(),
                null,
                applied == null ? List.of() : List.of(applied));
    }

    private static Condition applied(String status, Reason reason, String message) {
        return new ConditionBuilder()
                .withType("Applied")
                .withStatus(status)
                .withReason(reason.text())
                .withMessage(message)
                .build();
    }

    private static @Nullable String digest(Outcome outcome) {
        return outcome.status().artifacts().getFirst().digest();
    }

    private static Condition condition(Outcome outcome, ConditionType type) {
        WorkloadDeploymentStatus status = outcome.status();
        return Conditions.find(status.conditions(), type).orElseThrow();
    }
}
