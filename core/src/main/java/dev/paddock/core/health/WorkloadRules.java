// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.health.ObjectView.ConditionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Kinds that run pods, and the pod itself. */
final class WorkloadRules {

    private static final Duration NO_PROGRESS = Duration.ofMinutes(10);
    private static final Duration BACK_OFF = Duration.ofMinutes(2);
    private static final Set<String> BACK_OFF_REASONS = Set.of("CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull");

    private WorkloadRules() {}

    static Verdict deployment(ObjectView object, Instant now) {
        if (object.flag("spec", "paused")) {
            return Verdict.suspended("rollout is paused");
        }
        if (object.observedGeneration().isEmpty()) {
            return Verdict.progressing("not observed by its controller yet");
        }
        Optional<ConditionView> stuck = object.condition("Progressing")
                .filter(c -> c.isFalse() && c.reason().equals("ProgressDeadlineExceeded"));
        if (stuck.isPresent()) {
            return Verdict.degraded(stuck.get().why());
        }
        Replicas replicas = new Replicas(
                object.number(1, "spec", "replicas"),
                object.number(0, "status", "updatedReplicas"),
                object.number(0, "status", "availableReplicas"));
        return replicas.complete() ? Verdict.healthy(replicas.toString()) : Verdict.progressing(replicas.toString());
    }

    static Verdict statefulSet(ObjectView object, Instant now) {
        if (object.observedGeneration().isEmpty()) {
            return Verdict.progressing("not observed by its controller yet");
        }
        long desired = object.number(1, "spec", "replicas");
        long partition = object.number(0, "spec", "updateStrategy", "rollingUpdate", "partition");
        long updated = object.number(0, "status", "updatedReplicas");
        boolean heldBack = onDelete(object) || updated >= desired - partition;
        Replicas replicas =
                new Replicas(desired, heldBack ? desired : updated, object.number(0, "status", "availableReplicas"));
        return settledOrLate(replicas, object, now);
    }

    static Verdict daemonSet(ObjectView object, Instant now) {
        if (object.observedGeneration().isEmpty()) {
            return Verdict.progressing("not observed by its controller yet");
        }
        long desired = object.number(0, "status", "desiredNumberScheduled");
        Replicas replicas = new Replicas(
                desired,
                onDelete(object) ? desired : object.number(0, "status", "updatedNumberScheduled"),
                object.number(0, "status", "numberAvailable"));
        return settledOrLate(replicas, object, now);
    }

    static Verdict pod(ObjectView object, Instant now) {
        String phase = object.text("status", "phase");
        if (phase.equals("Succeeded")) {
            return Verdict.healthy("succeeded");
        }
        if (phase.equals("Failed")) {
            String message = object.text("status", "message");
            return Verdict.degraded(message.isEmpty() ? "failed" : "failed: " + message);
        }
        Optional<ConditionView> ready = object.condition("Ready");
        if (phase.equals("Running") && ready.filter(ConditionView::isTrue).isPresent()) {
            return Verdict.healthy("running and ready");
        }
        Optional<String> waiting = waitingReasons(object).findFirst();
        if (waiting.isEmpty()) {
            return Verdict.progressing(phase.isEmpty() ? "not scheduled yet" : "phase " + phase + ", not ready");
        }
        Instant since = ready.flatMap(ConditionView::since).orElseGet(object::lastStatusWrite);
        return Verdict.progressingUntil(
                since.plus(BACK_OFF), now, waiting.get(), waiting.get() + " for more than 2 minutes");
    }

    private static Verdict settledOrLate(Replicas replicas, ObjectView object, Instant now) {
        if (replicas.complete()) {
            return Verdict.healthy(replicas.toString());
        }
        return Verdict.progressingUntil(
                object.lastStatusWrite().plus(NO_PROGRESS),
                now,
                replicas.toString(),
                replicas + ", no progress for 10 minutes");
    }

    private static boolean onDelete(ObjectView object) {
        return object.text("spec", "updateStrategy", "type").equals("OnDelete");
    }

    private static Stream<String> waitingReasons(ObjectView object) {
        return Stream.of("initContainerStatuses", "containerStatuses")
                .flatMap(list -> StreamSupport.stream(object.at("status", list).spliterator(), false))
                .map(WorkloadRules::waitingReason)
                .filter(BACK_OFF_REASONS::contains);
    }

    private static String waitingReason(JsonNode containerStatus) {
        return containerStatus.path("state").path("waiting").path("reason").asText("");
    }

    private record Replicas(long desired, long updated, long available) {

        boolean complete() {
            return updated == desired && available == desired;
        }

        @Override
        public String toString() {
            return updated == desired
                    ? available + " of " + desired + " available"
                    : updated + " of " + desired + " updated, " + available + " available";
        }
    }
}
