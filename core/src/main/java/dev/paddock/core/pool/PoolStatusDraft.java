// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.common.Reference;
import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.common.TimelineEntry.State;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.api.palette.ComputePoolStatus.Phase;
import dev.paddock.api.palette.ComputePoolStatus.PoolCluster;
import dev.paddock.core.status.Conditions;
import dev.paddock.core.timeline.Timeline;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The status of a ComputePool while one decision is taken. A condition about clusters is True only if it is for every
 * cluster; the first cluster for which it is not explains why.
 */
final class PoolStatusDraft {
    private static final Set<ConditionType> EXPECTED = Set.of(
            ConditionType.ACCEPTED,
            ConditionType.PROFILES_RESOLVED,
            ConditionType.CLUSTER_READY,
            ConditionType.SPOKE_JOINED,
            ConditionType.ENVIRONMENT_READY);
    private static final List<ConditionType> ABOUT_CLUSTERS =
            List.of(ConditionType.CLUSTER_READY, ConditionType.SPOKE_JOINED, ConditionType.ENVIRONMENT_READY);
    private static final ComputePoolStatus EMPTY =
            new ComputePoolStatus(null, null, null, List.of(), Map.of(), List.of(), null, List.of());

    private record Fault(Reason reason, String message) {}

    final Conditions conditions;
    final Timeline timeline;
    final ComputePoolStatus before;
    final boolean startsAnew;
    private final ComputePool pool;
    private final EnumMap<ConditionType, Fault> faults = new EnumMap<>(ConditionType.class);
    private Optional<String> scaling = Optional.empty();
    private @Nullable Reference environmentRef;
    private List<PoolCluster> clusters;
    private Map<String, GpuUsage> gpu;

    PoolStatusDraft(ComputePool pool, Instant now) {
        this.pool = pool;
        this.before = before(pool);
        this.startsAnew = startsAnew(pool);
        this.conditions = Conditions.evaluate(
                EXPECTED, before.conditions(), pool.getMetadata().getGeneration(), now);
        this.timeline = Timeline.continuing(startsAnew ? List.of() : before.timeline(), now);
        this.environmentRef = before.environmentRef();
        this.clusters = before.clusters();
        this.gpu = before.gpu();
    }

    static ComputePoolStatus before(ComputePool pool) {
        return pool.getStatus() == null ? EMPTY : pool.getStatus();
    }

    /** Whether a new generation, or a new value of the retry annotation, asks for another try. */
    static boolean startsAnew(ComputePool pool) {
        ComputePoolStatus status = before(pool);
        if (!Objects.equals(status.observedGeneration(), pool.getMetadata().getGeneration())) {
            return true;
        }
        if (pool.getMetadata().getDeletionTimestamp() != null) {
            return false;
        }
        return status.timeline().stream()
                .filter(entry -> entry.step() == Step.ACCEPT)
                .map(TimelineEntry::message)
                .noneMatch(message -> Objects.requireNonNullElse(message, "").endsWith(tryMark(pool)));
    }

    static String tryMark(ComputePool pool) {
        Map<String, String> annotations = pool.getMetadata().getAnnotations();
        String retry = annotations == null ? null : annotations.get(Annotations.RETRY);
        return retry == null ? "" : "(try " + retry + ")";
    }

    /** Whether the pool was Ready once: its environment is named first when it is, and from then on. */
    boolean everReady() {
        return before.environmentRef() != null;
    }

    /** Leaves what was true of a running pool as it was found, for a decision that may stop before it gets there. */
    void keepWhatRuns() {
        if (everReady()) {
            ABOUT_CLUSTERS.forEach(conditions::keep);
        }
    }

    /** Shows a step as going on. One that was done stays done: what became of it since is for a condition to say. */
    void underWay(Step step, String cluster, Reason reason, String message) {
        if (!timeline.has(step, cluster, State.SUCCEEDED)) {
            timeline.running(step, cluster, reason, message);
        }
    }

    /** Notes why a condition is not True; the first fault noted explains it. */
    void fault(ConditionType type, Reason reason, String message) {
        faults.putIfAbsent(type, new Fault(reason, message));
    }

    boolean hasFault(ConditionType type) {
        return faults.containsKey(type);
    }

    /** Settles a condition: its first fault if it has one, else True. */
    void settle(ConditionType type, Reason reason, String message) {
        Fault fault = faults.get(type);
        if (fault == null) {
            conditions.setTrue(type, reason, message);
        } else {
            conditions.setFalse(type, fault.reason(), fault.message());
        }
    }

    /**
     * Notes that the clusters do not have the nodes asked for.
     *
     * @param obstacle why they cannot have them now; empty if they are being added or removed
     */
    void scaling(String obstacle) {
        scaling = Optional.of(scaling.filter(known -> !known.isEmpty())
                .map(known -> obstacle.isEmpty() ? known : known + "; " + obstacle)
                .orElse(obstacle));
    }

    /** What there is to say of scaling, if there is any going on. */
    Optional<String> isScaling() {
        return scaling;
    }

    void environment(String name) {
        environmentRef = new Reference(name, null);
    }

    void clusters(List<PoolCluster> found) {
        clusters = found;
    }

    void gpu(Map<String, GpuUsage> found) {
        gpu = found;
    }

    ComputePoolStatus finish() {
        List<Condition> list = conditions.list();
        return status(list, PoolPhase.of(list, everReady()));
    }

    ComputePoolStatus finishDeleting(Reason reason, String message) {
        EXPECTED.forEach(conditions::keep);
        return status(conditions.listDeleting(reason, message), Phase.DELETING);
    }

    private ComputePoolStatus status(List<Condition> list, Phase phase) {
        return new ComputePoolStatus(
                phase,
                claim(),
                environmentRef,
                clusters,
                gpu,
                timeline.entries(),
                pool.getMetadata().getGeneration(),
                list);
    }

    private ComputePoolStatus.@Nullable Claim claim() {
        Map<String, String> labels = pool.getMetadata().getLabels();
        return Optional.ofNullable(labels)
                .filter(found -> PoolClusters.isDedicated(pool))
                .map(found -> found.get(Labels.DEPLOYMENT))
                .map(name -> new ComputePoolStatus.Claim("MLPlatform", name))
                .orElse(null);
    }
}
