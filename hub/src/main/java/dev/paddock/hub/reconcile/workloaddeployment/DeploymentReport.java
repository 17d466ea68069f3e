// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.core.health.ClusterHealth;
import dev.paddock.core.health.DeploymentHealth;
import dev.paddock.core.health.Rollup;
import dev.paddock.core.revision.ProfileChoice;
import dev.paddock.core.rollout.RolloutDecision;
import dev.paddock.core.status.Conditions;
import dev.paddock.core.workload.UrlRule;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The status of a deployment while a run goes on: what each step came to, and at the end what the clusters report. It decides on no act.
 */
final class DeploymentReport {

    static final Set<ConditionType> CONDITIONS = EnumSet.of(
            ConditionType.ACCEPTED,
            ConditionType.ENVIRONMENT_READY,
            ConditionType.RENDERED,
            ConditionType.PUBLISHED,
            ConditionType.DELIVERED,
            ConditionType.HEALTHY);

    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final DeploymentInputs inputs;
    private final WorkloadDeploymentStatus before;
    private final Conditions conditions;
    private final EnumSet<ConditionType> decided = EnumSet.noneOf(ConditionType.class);
    private List<Desired> desired;
    private Map<String, GpuUsage> gpu;
    private List<ArtifactRef> artifacts;
    private Map<String, Object> outputs;
    private Map<String, String> occupied = Map.of();
    private Optional<String> revision;
    private Optional<String> chosenFor;
    private Optional<DeliveryPlan> plan = Optional.empty();
    private Optional<String> renderedFrom = Optional.empty();
    private Optional<String> halt = Optional.empty();

    DeploymentReport(DeploymentInputs inputs) {
        this.inputs = inputs;
        this.before = inputs.before();
        this.conditions = Conditions.evaluate(
                CONDITIONS,
                before.conditions(),
                inputs.deployment().getMetadata().getGeneration(),
                inputs.now());
        this.desired = Desired.ofWhatIsThere(inputs);
        this.gpu = before.gpu();
        this.artifacts = before.artifacts();
        this.outputs = outputs(before);
        this.revision = Optional.ofNullable(before.workloadProfileRevision());
        this.chosenFor = Optional.ofNullable(before.revisionChosenFor());
    }

    /** The status on record, holding the GPUs just granted. */
    static WorkloadDeploymentStatus withGpu(WorkloadDeploymentStatus status, Map<String, GpuUsage> gpu) {
        return new WorkloadDeploymentStatus(
                status.workloadProfileRevision(),
                status.revisionChosenFor(),
                status.renderedFrom(),
                status.artifacts(),
                status.clusters(),
                status.outputs(),
                gpu,
                status.observedGeneration(),
                status.conditions());
    }

    void targets(Targets targets) {
        if (targets.satisfied()) {
            setTrue(ConditionType.ENVIRONMENT_READY, targets.reason(), targets.message());
        } else {
            setFalse(ConditionType.ENVIRONMENT_READY, targets.reason(), targets.message());
        }
    }

    /** Whether this run is the first to render what it is about. */
    boolean rendered(String message) {
        setTrue(ConditionType.RENDERED, Reason.RENDERED, message);
        return !Conditions.isTrue(before.conditions(), ConditionType.RENDERED);
    }

    void planned(DeliveryPlan found) {
        plan = Optional.of(found);
        revision = Optional.of(found.revision());
        chosenFor = inputs.profile() instanceof ProfileChoice.Chosen chosen
                ? Optional.of(chosen.chosenFor())
                : Optional.empty();
    }

    void accepted(Map<String, GpuUsage> granted) {
        setTrue(ConditionType.ACCEPTED, Reason.ADMITTED, "");
        gpu = granted;
    }

    void published(List<ArtifactRef> now) {
        setTrue(
                ConditionType.PUBLISHED,
                Reason.PUBLISHED,
                now.stream().map(ArtifactRef::digest).filter(Objects::nonNull).collect(Collectors.joining(", ")));
        artifacts = now;
    }

    /** @param from empty while clusters are left that have not been told */
    void delivered(Map<String, String> belongingToOthers, Optional<String> from) {
        occupied = belongingToOthers;
        renderedFrom = from;
        desired = Desired.of(plan.orElseThrow());
    }

    void rolledOut(RolloutDecision decision) {
        halt = decision.haltMessage();
    }

    /** Whether what is there was made from the same, is as it was made, and no cluster has anything to say against it. */
    boolean isStill(String from) {
        return from.equals(before.renderedFrom())
                && desired.size() == before.clusters().size()
                && reports().stream().allMatch(report -> report.fault().isEmpty());
    }

    /** What is there stays; only what clusters report of it is new. */
    Optional<Duration> unchanged(String from) {
        renderedFrom = Optional.of(from);
        outputs = outputs(reportedUrl()
                .or(() -> Optional.ofNullable(outputs.get(UrlRule.OUTPUT)).map(Object::toString)));
        return Optional.empty();
    }

    Optional<Duration> suspended() {
        setFalse(ConditionType.DELIVERED, Reason.SUSPENDED, "suspended; what runs keeps running");
        return Optional.empty();
    }

    Optional<Duration> stop(Stage.Stopped<?> stopped) {
        if (stopped.reason() == Reason.EVALUATING) {
            conditions.setUnknown(stopped.condition(), stopped.reason(), stopped.message());
            decided.add(stopped.condition());
        } else {
            setFalse(stopped.condition(), stopped.reason(), stopped.message());
        }
        return Optional.empty();
    }

    /** Nothing more to do until something happens. */
    Optional<Duration> rest() {
        return Optional.empty();
    }

    /** Half as long again as it has been failing, within bounds: grows without any memory of attempts. */
    Duration backOff(ConditionType failing) {
        Duration since = Conditions.find(before.conditions(), failing)
                .filter(condition -> "False".equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .map(time -> Duration.between(Instant.parse(time), inputs.now()))
                .orElse(Duration.ZERO);
        Duration wait = since.dividedBy(2);
        // Deployments that fail together shall not all come back together.
        long spread = Math.floorMod(inputs.deliveryName().hashCode(), 500);
        Duration bounded =
                wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return bounded.plusMillis(spread);
    }

    WorkloadDeploymentStatus status() {
        List<ClusterReport> reports = reports();
        judgeDelivery(reports);
        judgeHealth(reports);
        CONDITIONS.stream().filter(type -> !decided.contains(type)).forEach(conditions::keep);
        plan.ifPresent(found -> outputs = outputs(UrlRule.choose(reportedUrl(), found.objects())));
        return new WorkloadDeploymentStatus(
                revision.orElse(null),
                chosenFor.orElse(null),
                renderedFrom.orElse(null),
                artifacts,
                reports.stream().map(ClusterReport::status).toList(),
                outputs,
                gpu,
                inputs.deployment().getMetadata().getGeneration(),
                conditions.list());
    }

    /** Steps that this run finishes and that no act of it has announced. */
    List<Step> newlyDone() {
        if (!conditions.isTrue(ConditionType.HEALTHY)
                || Conditions.isTrue(before.conditions(), ConditionType.HEALTHY)) {
            return List.of();
        }
        return outputs.containsKey(UrlRule.OUTPUT)
                ? List.of(Step.VERIFY_HEALTH, Step.EXPOSE_URL)
                : List.of(Step.VERIFY_HEALTH);
    }

    /** When the first delivery that nobody has reported on yet would be overdue. */
    Optional<Duration> firstReportDue() {
        return desired.stream()
                .flatMap(wanted ->
                        ClusterReport.firstReportDue(
                                Optional.ofNullable(inputs.workloads().get(wanted.cluster())))
                                .stream())
                .map(due -> Duration.between(inputs.now(), due))
                .filter(Duration::isPositive)
                .min(Duration::compareTo);
    }

    private List<ClusterReport> reports() {
        return desired.stream().map(wanted -> ClusterReport.of(wanted, inputs)).toList();
    }

    private void judgeDelivery(List<ClusterReport> reports) {
        if (decided.contains(ConditionType.DELIVERED) || reports.isEmpty()) {
            return;
        }
        Optional<Map.Entry<String, String>> taken = occupied.entrySet().stream().min(Map.Entry.comparingByKey());
        Optional<ClusterReport> faulty =
                reports.stream().filter(report -> report.fault().isPresent()).findFirst();
        List<String> waiting = reports.stream()
                .filter(report -> !report.applied())
                .map(report -> report.desired().cluster())
                .toList();
        if (halt.isPresent()) {
            setFalse(ConditionType.DELIVERED, Reason.ROLLOUT_HALTED, halt.get());
        } else if (taken.isPresent()) {
            String work = taken.get().getKey() + "/" + inputs.deliveryName();
            setFalse(
                    ConditionType.DELIVERED,
                    Reason.NAMESPACE_CONFLICT,
                    "ManifestWork " + work + " belongs to " + taken.get().getValue() + "; rename this deployment");
        } else if (faulty.isPresent()) {
            ClusterReport.Fault fault = faulty.get().fault().orElseThrow();
            setFalse(
                    ConditionType.DELIVERED,
                    fault.reason(),
                    faulty.get().desired().cluster() + ": " + fault.message());
        } else if (waiting.isEmpty()) {
            setTrue(ConditionType.DELIVERED, Reason.APPLIED, "applied on " + clusters(reports));
        } else {
            setFalse(
                    ConditionType.DELIVERED,
                    Reason.APPLYING,
                    (reports.size() - waiting.size()) + "/" + reports.size() + " clusters have applied; waiting for "
                            + String.join(", ", waiting));
        }
    }

    private void judgeHealth(List<ClusterReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        List<ClusterHealth> healths =
                reports.stream().map(ClusterReport::health).toList();
        DeploymentHealth health = Rollup.deployment(healths);
        if (health.isHealthy()) {
            setTrue(ConditionType.HEALTHY, Reason.ALL_HEALTHY, health.message());
        } else if (Reason.AGENT_SILENT.text().equals(health.reason())) {
            conditions.setUnknown(ConditionType.HEALTHY, Reason.AGENT_SILENT, health.message());
            decided.add(ConditionType.HEALTHY);
        } else {
            Reason reason = Arrays.stream(Reason.values())
                    .filter(known -> known.text().equals(health.reason()))
                    .findFirst()
                    .orElse(Reason.PROGRESSING);
            setFalse(ConditionType.HEALTHY, reason, health.message());
        }
    }

    private static Map<String, Object> outputs(WorkloadDeploymentStatus status) {
        return Objects.requireNonNullElse(status.outputs(), Map.of());
    }

    private List<WorkloadStatus.Outputs> reportedOutputs() {
        return inputs.workloads().values().stream()
                .map(workload -> workload.getStatus())
                .filter(Objects::nonNull)
                .map(WorkloadStatus::outputs)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Optional<String> reportedUrl() {
        return reportedOutputs().stream().flatMap(DeploymentReport::url).findFirst();
    }

    private Map<String, Object> outputs(Optional<String> url) {
        List<WorkloadStatus.Outputs> reported = reportedOutputs();
        Map<String, Object> all = new TreeMap<>();
        // Values on which clusters differ are shown on their Workloads only.
        if (reported.size() == 1) {
            putUnlessEmpty(all, "def", reported.getFirst().def());
            putUnlessEmpty(all, "obj", reported.getFirst().obj());
        }
        url.ifPresent(chosen -> all.put(UrlRule.OUTPUT, chosen));
        return all;
    }

    private static void putUnlessEmpty(Map<String, Object> all, String key, Map<String, Object> values) {
        if (!values.isEmpty()) {
            all.put(key, values);
        }
    }

    private static Stream<String> url(WorkloadStatus.Outputs outputs) {
        Stream<Object> ofComponents = outputs.def().values().stream()
                .filter(Map.class::isInstance)
                .map(values -> ((Map<?, ?>) values).get(UrlRule.OUTPUT));
        return Stream.concat(Stream.ofNullable(outputs.obj().get(UrlRule.OUTPUT)), ofComponents)
                .filter(Objects::nonNull)
                .map(Object::toString);
    }

    private static String clusters(List<ClusterReport> reports) {
        return reports.stream().map(report -> report.desired().cluster()).collect(Collectors.joining(", "));
    }

    private void setTrue(ConditionType type, Reason reason, String message) {
        conditions.setTrue(type, reason, message);
        decided.add(type);
    }

    private void setFalse(ConditionType type, Reason reason, String message) {
        conditions.setFalse(type, reason, message);
        decided.add(type);
    }
}
