// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.core.annotation.RenderingAnnotations;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.platform.TargetNamespace;
import dev.paddock.core.rollout.Rollout;
import dev.paddock.core.rollout.RolloutDecision;
import dev.paddock.core.rollout.RolloutMember;
import dev.paddock.fleet.oci.RegistryException;
import dev.paddock.hub.failpoint.DeliveryPoint;
import dev.paddock.hub.failpoint.Milestones;
import dev.paddock.hub.reconcile.workloaddeployment.DeliveryPlan.PlannedClass;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Carries one deployment as far as it goes now: accept, choose clusters, plan, reserve, publish, deliver, report. Each act can be found
 * again and repeated, so a crash between any two of them costs a repetition and nothing else. A stop leaves alone what runs.
 */
final class DeliveryRun {

    private static final Duration LEDGER_OPENS = Duration.ofSeconds(1);

    /** What may be otherwise in a moment without anything of the deployment changing. */
    private static final Set<Reason> TRIED_AGAIN = Set.of(Reason.RENDERER_UNAVAILABLE, Reason.DEFINITION_MISSING);

    private final DeliveryPlanner planner;
    private final GpuReservations reservations;
    private final Publishing publishing;
    private final HubObjects hub;
    private final KubernetesSerialization serialization;
    private final Milestones milestones;

    /** Plans that are being carried out, by deployment, so that no step on the way renders again; none of one that rests. */
    private final Map<String, Remembered> underWay = new ConcurrentHashMap<>();

    private record Remembered(String from, Stage.Passed<DeliveryPlan> planned) {}

    /** @param milestones told of what is done and not yet recorded */
    DeliveryRun(
            DeliveryPlanner planner,
            GpuReservations reservations,
            Publishing publishing,
            HubObjects hub,
            KubernetesSerialization serialization,
            Milestones milestones) {
        this.planner = planner;
        this.reservations = reservations;
        this.publishing = publishing;
        this.hub = hub;
        this.serialization = serialization;
        this.milestones = milestones;
    }

    Outcome run(DeploymentInputs inputs) {
        DeploymentReport report = new DeploymentReport(inputs);
        Optional<Duration> again = advance(inputs, report);
        WorkloadDeploymentStatus status = report.status();
        report.newlyDone().forEach(milestones::beforeDone);
        return new Outcome(
                status,
                Stream.of(again, report.firstReportDue())
                        .flatMap(Optional::stream)
                        .min(Duration::compareTo));
    }

    private Optional<Duration> advance(DeploymentInputs inputs, DeploymentReport report) {
        Optional<Stage.Stopped<String>> refused = accept(inputs);
        if (refused.isPresent()) {
            return report.stop(refused.get());
        }
        report.accepted(inputs.before().gpu());
        Targets targets = Targets.of(inputs);
        report.targets(targets);
        if (suspended(inputs)) {
            pause(inputs);
            return report.suspended();
        }
        if (targets.wanted().isEmpty()) {
            return report.rest();
        }
        String from = InputsDigest.of(inputs, targets.wanted());
        if (report.isStill(from)) {
            forget(inputs);
            return report.unchanged(from);
        }
        return renderAndDeliver(inputs, targets, from, report);
    }

    private Optional<Duration> renderAndDeliver(
            DeploymentInputs inputs, Targets targets, String from, DeploymentReport report) {
        DeliveryPlan plan;
        switch (plan(inputs, targets)) {
            case Stage.Stopped<DeliveryPlan> stopped -> {
                if (stopped.condition() != ConditionType.RENDERED) {
                    report.rendered("");
                }
                report.stop(stopped);
                return TRIED_AGAIN.contains(stopped.reason())
                        ? Optional.of(report.backOff(ConditionType.RENDERED))
                        : Optional.empty();
            }
            case Stage.Passed<DeliveryPlan> passed -> {
                plan = passed.value();
                report.planned(plan);
                if (report.rendered(passed.message())) {
                    milestones.beforeDone(Step.RENDER);
                }
            }
        }
        return reserve(inputs, plan, report)
                .or(() -> publish(inputs, plan, report))
                .orElseGet(() -> deliver(inputs, plan, targets, from, report));
    }

    private Stage<DeliveryPlan> plan(DeploymentInputs inputs, Targets targets) {
        Remembered remembered = underWay.get(uid(inputs));
        String from = InputsDigest.ofRendering(inputs, targets.wanted());
        if (remembered != null && remembered.from().equals(from)) {
            return remembered.planned();
        }
        Stage<DeliveryPlan> stage = planner.plan(inputs, targets.wanted());
        if (stage instanceof Stage.Passed<DeliveryPlan> passed) {
            underWay.put(uid(inputs), new Remembered(from, passed));
            milestones.reached(DeliveryPoint.PLAN);
        }
        return stage;
    }

    /** The deployment is gone, or nothing of its plan is left to do. */
    void forget(DeploymentInputs inputs) {
        underWay.remove(uid(inputs));
        planner.forget(inputs);
    }

    private static String uid(DeploymentInputs inputs) {
        return inputs.deployment().getMetadata().getUid();
    }

    private static Optional<Stage.Stopped<String>> accept(DeploymentInputs inputs) {
        if (inputs.project().isEmpty()) {
            return Optional.of(new Stage.Stopped<>(
                    ConditionType.ACCEPTED,
                    Reason.NOT_PERMITTED,
                    FieldError.forbidden(
                                    "metadata.namespace", "namespace \"" + inputs.projectName() + "\" has no Project")
                            .toString()));
        }
        return TargetNamespace.refusal(DeliveryPlanner.targetNamespace(inputs), inputs.project())
                .map(error -> new Stage.Stopped<>(
                        ConditionType.ACCEPTED, Reason.TARGET_NAMESPACE_FORBIDDEN, error.toString()));
    }

    private static boolean suspended(DeploymentInputs inputs) {
        return inputs.deployment().getSpec().suspended()
                || "true"
                        .equals(inputs.annotations()
                                .getOrDefault(
                                        Annotations.RENDERING_PREFIX + RenderingAnnotations.SUSPEND,
                                        inputs.annotations()
                                                .get(Annotations.RENDERING_ALIAS_PREFIX
                                                        + RenderingAnnotations.SUSPEND)));
    }

    private void pause(DeploymentInputs inputs) {
        for (ManifestWork work : inputs.works().values()) {
            hub.apply(Suspension.of(work, Deliveries.labels(inputs)), Optional.of(work));
        }
    }

    /** Present when the run stops here. The inner value says when to look again. */
    private Optional<Optional<Duration>> reserve(DeploymentInputs inputs, DeliveryPlan plan, DeploymentReport report) {
        Map<String, GpuUsage> held = inputs.before().gpu();
        if (plan.demand().isEmpty() && held.isEmpty()) {
            return Optional.empty();
        }
        return switch (reservations.reserve(inputs.deployment(), plan.demand())) {
            case GpuReservations.Answer.NotOpen notOpen -> {
                report.stop(new Stage.Stopped<>(
                        ConditionType.ACCEPTED, Reason.EVALUATING, "the GPU ledger is being rebuilt"));
                yield Optional.of(Optional.of(LEDGER_OPENS));
            }
            case GpuReservations.Answer.Refused refusal ->
                Optional.of(report.stop(
                        new Stage.Stopped<>(ConditionType.ACCEPTED, Reason.QUOTA_EXCEEDED, refusal.message())));
            case GpuReservations.Answer.Granted granted -> {
                report.accepted(granted.gpu());
                if (!granted.gpu().equals(held)) {
                    milestones.beforeDone(Step.RESERVE_GPU);
                    // On record before anything is published: after a crash the ledger is rebuilt from it.
                    hub.record(inputs.deployment(), DeploymentReport.withGpu(inputs.before(), granted.gpu()));
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<Optional<Duration>> publish(DeploymentInputs inputs, DeliveryPlan plan, DeploymentReport report) {
        List<ArtifactRef> published = new ArrayList<>();
        for (PlannedClass planned : plan.classes()) {
            Optional<String> signer = publishedAndSignedBy(inputs, planned);
            try {
                published.add(planned.reference(signer.orElseGet(() -> publish(planned))));
            } catch (RegistryException e) {
                Reason reason = e.kind() == RegistryException.Kind.UNAVAILABLE
                        ? Reason.REGISTRY_UNAVAILABLE
                        : Reason.PUBLISH_FAILED;
                return notPublished(report, reason, e);
            } catch (IllegalArgumentException e) {
                return notPublished(report, Reason.SECRET_INVALID, e);
            }
        }
        retire(inputs, published);
        report.published(published);
        return Optional.empty();
    }

    /** On record before the status forgets them. */
    private void retire(DeploymentInputs inputs, List<ArtifactRef> published) {
        List<ArtifactRef> left = inputs.before().artifacts().stream()
                .filter(before -> published.stream()
                        .noneMatch(now -> before.repository().equals(now.repository())
                                && Objects.equals(before.digest(), now.digest())))
                .toList();
        if (!left.isEmpty()) {
            hub.retire(inputs.deployment(), left, inputs.now());
        }
    }

    /** Signed last: whoever finds an artifact without a signature of ours, finds one that was never delivered. */
    private String publish(PlannedClass planned) {
        Digest digest = publishing.publish(planned.push(), planned.artifact(), planned.tags());
        milestones.beforeDone(Step.PUBLISH);
        String signer = publishing.sign(planned.push(), digest);
        milestones.reached(DeliveryPoint.SIGN);
        return signer;
    }

    private static Optional<Optional<Duration>> notPublished(
            DeploymentReport report, Reason reason, RuntimeException failure) {
        report.stop(new Stage.Stopped<>(ConditionType.PUBLISHED, reason, String.valueOf(failure.getMessage())));
        return Optional.of(Optional.of(report.backOff(ConditionType.PUBLISHED)));
    }

    /**
     * The status says so, the key is still the one that signs, and no spoke says otherwise: a registry that has lost what it was sent,
     * the signature or all of it, is noticed by those who pull.
     */
    private static Optional<String> publishedAndSignedBy(DeploymentInputs inputs, PlannedClass planned) {
        Optional<String> signer = inputs.before().artifacts().stream()
                .filter(artifact -> same(artifact, planned))
                .flatMap(artifact -> Optional.ofNullable(artifact.signedBy()).stream())
                .findFirst();
        boolean contested = planned.clusters().stream()
                .map(target -> ClusterReport.of(
                        new Desired(target.name(), planned.rendered().id(), planned.digest()), inputs))
                .anyMatch(found -> found.missesArtifact(planned.digest()));
        return signer.filter(key ->
                !contested && inputs.installation().signer().filter(key::equals).isPresent());
    }

    private static boolean same(ArtifactRef artifact, PlannedClass planned) {
        return planned.digest().equals(artifact.digest())
                && planned.push().url().equals(artifact.repository());
    }

    private Optional<Duration> deliver(
            DeploymentInputs inputs, DeliveryPlan plan, Targets targets, String from, DeploymentReport report) {
        RolloutMembers rollout = RolloutMembers.of(inputs);
        List<RolloutMember> members = rollout.members(plan);
        RolloutDecision decision = Rollout.decide(rollout.rules(), members, inputs.now());
        Set<String> told = new HashSet<>(decision.next());
        members.stream()
                .filter(member -> member.state() != RolloutMember.State.TO_APPLY)
                .forEach(member -> told.add(member.cluster()));
        Map<String, String> occupied = tell(inputs, plan, rollout, told, decision.next());
        targets.withdrawn().forEach(cluster -> {
            Optional.ofNullable(inputs.works().get(cluster)).ifPresent(hub::delete);
            Optional.ofNullable(inputs.workloads().get(cluster)).ifPresent(hub::delete);
        });
        milestones.beforeDone(Step.DELIVER);
        boolean all = told.size() == members.size();
        report.rolledOut(decision);
        report.delivered(occupied, all ? Optional.of(from) : Optional.empty());
        return decision.lookAgain().map(at -> Duration.between(inputs.now(), at));
    }

    /** Those clusters where the delivery's name is taken, with who has it. */
    private Map<String, String> tell(
            DeploymentInputs inputs,
            DeliveryPlan plan,
            RolloutMembers rollout,
            Set<String> told,
            Collection<String> firstTime) {
        Map<String, String> occupied = new HashMap<>();
        List<Runnable> acts = new ArrayList<>();
        for (PlannedClass planned : plan.classes()) {
            Deliveries deliveries = new Deliveries(inputs, plan, planned, serialization);
            for (TargetCluster target : planned.clusters()) {
                String owner = inputs.occupied().get(target.name());
                if (!told.contains(target.name())) {
                    continue;
                }
                if (owner != null) {
                    occupied.put(target.name(), owner);
                } else {
                    boolean first = firstTime.contains(target.name());
                    acts.add(() -> tell(inputs, deliveries, rollout, target, first));
                }
            }
        }
        hub.atOnce(acts);
        return occupied;
    }

    private void tell(
            DeploymentInputs inputs,
            Deliveries deliveries,
            RolloutMembers rollout,
            TargetCluster target,
            boolean first) {
        hub.apply(deliveries.work(target), Optional.ofNullable(inputs.works().get(target.name())));
        if (first) {
            milestones.reached(DeliveryPoint.TELL_WORK);
        }
        Workload workload = deliveries.workload(target, rollout);
        hub.apply(workload, Optional.ofNullable(inputs.workloads().get(target.name())));
        deliveries
                .variables(target)
                .ifPresentOrElse(
                        secret -> hub.apply(secret, workload),
                        () -> deliveries.formerVariables(target).ifPresent(hub::delete));
        if (first) {
            milestones.reached(DeliveryPoint.TELL);
        }
    }
}
