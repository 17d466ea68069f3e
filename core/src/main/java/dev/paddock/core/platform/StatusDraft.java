// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.common.Reference;
import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.api.palette.Scenario;
import dev.paddock.core.status.Conditions;
import dev.paddock.core.timeline.Timeline;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The status of an MLPlatform while one decision is taken. It starts from what the status says, so that what is not
 * decided again stays; it is thrown away afterwards.
 */
final class StatusDraft {
    private static final Set<ConditionType> EXPECTED = Set.of(
            ConditionType.ACCEPTED,
            ConditionType.PROFILES_RESOLVED,
            ConditionType.CLUSTER_READY,
            ConditionType.SPOKE_JOINED,
            ConditionType.ENVIRONMENT_READY,
            ConditionType.DELIVERED,
            ConditionType.HEALTHY);
    private static final MLPlatformStatus EMPTY = new MLPlatformStatus(
            null, null, null, null, null, null, null, List.of(), Map.of(), List.of(), List.of(), null, null, List.of());

    final Conditions conditions;
    final Timeline timeline;
    final MLPlatformStatus before;
    private final MLPlatform platform;
    private final Instant now;
    private @Nullable Scenario scenario;
    private @Nullable Long acceptedGeneration;
    private @Nullable String url;
    private @Nullable Reference poolRef;
    private @Nullable Reference environmentRef;
    private List<ClusterStatus> clusters;
    private Map<String, GpuUsage> gpu;
    private List<ArtifactRef> artifacts;

    StatusDraft(MLPlatform platform, Instant now) {
        this.platform = platform;
        this.now = now;
        this.before = before(platform);
        this.conditions = Conditions.evaluate(
                EXPECTED, before.conditions(), platform.getMetadata().getGeneration(), now);
        this.timeline = Timeline.continuing(startsAnew(platform) ? List.of() : before.timeline(), now);
        this.scenario = before.scenario();
        this.acceptedGeneration = before.acceptedGeneration();
        this.url = before.url();
        this.poolRef = before.poolRef();
        this.environmentRef = before.environmentRef();
        this.clusters = before.clusters();
        this.gpu = before.gpu();
        this.artifacts = before.artifacts();
    }

    static MLPlatformStatus before(MLPlatform platform) {
        return platform.getStatus() == null ? EMPTY : platform.getStatus();
    }

    /** Whether a new generation or a new value of the retry annotation asks for another try. */
    static boolean startsAnew(MLPlatform platform) {
        MLPlatformStatus status = before(platform);
        if (!Objects.equals(status.observedGeneration(), platform.getMetadata().getGeneration())) {
            return true;
        }
        if (platform.getMetadata().getDeletionTimestamp() != null) {
            return false;
        }
        Optional<TimelineEntry> first = status.timeline().stream()
                .filter(entry -> entry.step() == Step.ACCEPT)
                .findFirst();
        return first.map(entry -> Objects.requireNonNullElse(entry.message(), ""))
                .filter(message -> message.endsWith(tryMark(platform)))
                .isEmpty();
    }

    /** Names the value of the retry annotation in the timeline, which is how a new value is told from the old one. */
    static String tryMark(MLPlatform platform) {
        Map<String, String> annotations = platform.getMetadata().getAnnotations();
        String retry = annotations == null ? null : annotations.get(Annotations.RETRY);
        return retry == null ? "" : " (retry " + retry + ")";
    }

    void scenario(Scenario found) {
        scenario = found;
        timeline.expect(PlatformSteps.of(found));
    }

    Optional<Scenario> scenario() {
        return Optional.ofNullable(scenario);
    }

    void accepted() {
        acceptedGeneration = platform.getMetadata().getGeneration();
    }

    boolean everAccepted() {
        return acceptedGeneration != null;
    }

    boolean everReady() {
        return before.firstReadyTime() != null;
    }

    void url(@Nullable String found) {
        url = found;
    }

    void pool(String name) {
        poolRef = new Reference(name, null);
    }

    void environment(String namespace, String name) {
        environmentRef =
                new Reference(name, namespace.equals(platform.getMetadata().getNamespace()) ? null : namespace);
    }

    void clusters(List<ClusterStatus> found) {
        clusters = found;
    }

    void gpu(Map<String, GpuUsage> found) {
        gpu = found;
    }

    void artifacts(List<ArtifactRef> found) {
        artifacts = found;
    }

    /** The step fails and with it the condition that stands for it. */
    void fail(Step step, ConditionType type, Reason reason, String message) {
        timeline.failed(step, reason, message);
        conditions.setFalse(type, reason, message);
    }

    /** The step goes on and the condition says what it waits for. */
    void await(Step step, ConditionType type, Reason reason, String message) {
        timeline.running(step, reason, message);
        conditions.setFalse(type, reason, message);
    }

    MLPlatformStatus finish() {
        return status(conditions.list(), false);
    }

    MLPlatformStatus finishDeleting(Reason reason, String message) {
        EXPECTED.forEach(conditions::keep);
        return status(conditions.listDeleting(reason, message), true);
    }

    private MLPlatformStatus status(List<Condition> list, boolean deleting) {
        boolean ready = Conditions.isTrue(list, ConditionType.READY);
        String firstReady = before.firstReadyTime() == null && ready
                ? now.truncatedTo(ChronoUnit.SECONDS).toString()
                : before.firstReadyTime();
        Optional<DeletePolicy> policy = scenario()
                .flatMap(known -> RequirementTable.effectiveDeletePolicy(
                        known, Optional.ofNullable(platform.getSpec().deletePolicy())));
        return new MLPlatformStatus(
                PhaseRule.phase(list, deleting, everAccepted(), before.firstReadyTime() != null),
                scenario,
                acceptedGeneration,
                policy.orElse(null),
                url,
                poolRef,
                environmentRef,
                clusters,
                gpu,
                artifacts,
                timeline.entries(),
                firstReady,
                platform.getMetadata().getGeneration(),
                list);
    }
}
