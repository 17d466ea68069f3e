// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import dev.paddock.core.health.ObjectView.ConditionView;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Kinds that run to an end. */
final class JobRules {

    private JobRules() {}

    static Verdict job(ObjectView object, Instant now) {
        if (object.conditionIsTrue("Complete")) {
            return Verdict.healthy("complete");
        }
        Optional<ConditionView> failed = object.condition("Failed").filter(ConditionView::isTrue);
        if (failed.isPresent()) {
            return Verdict.degraded(failed.get().why());
        }
        if (object.flag("spec", "suspend")) {
            return Verdict.suspended("suspended");
        }
        return Verdict.progressing(object.number(0, "status", "active") + " active, "
                + object.number(0, "status", "succeeded") + " of " + object.number(1, "spec", "completions")
                + " succeeded");
    }

    /**
     * The controller takes a finished run out of {@code active} and notes its success in one write, so a schedule
     * time without a later success and without a running job is a run that failed.
     */
    static Verdict cronJob(ObjectView object, Instant now) {
        if (object.flag("spec", "suspend")) {
            return Verdict.suspended("suspended");
        }
        Optional<Instant> scheduled = object.time("status", "lastScheduleTime");
        Optional<Instant> succeeded = object.time("status", "lastSuccessfulTime");
        boolean running = !object.at("status", "active").isEmpty();
        if (scheduled.isPresent()
                && !running
                && succeeded.filter(end -> !end.isBefore(scheduled.get())).isEmpty()) {
            return Verdict.degraded("the run scheduled at " + scheduled.get() + " failed");
        }
        return Verdict.healthy("scheduled");
    }

    /** Kubeflow's jobs; {@code done} is the condition that says the training ended well. */
    static HealthRule training(String done) {
        return (object, now) -> {
            if (object.conditionIsTrue(done)) {
                return Verdict.healthy("succeeded");
            }
            Optional<ConditionView> failed = object.condition("Failed").filter(ConditionView::isTrue);
            if (failed.isPresent()) {
                return Verdict.degraded(failed.get().why());
            }
            if (object.conditionIsTrue("Suspended")) {
                return Verdict.suspended("suspended");
            }
            return Verdict.progressing(object.conditions().stream()
                    .filter(ConditionView::isTrue)
                    .reduce((earlier, later) -> later)
                    .map(c -> c.type().toLowerCase(Locale.ROOT))
                    .orElse("not started yet"));
        };
    }
}
