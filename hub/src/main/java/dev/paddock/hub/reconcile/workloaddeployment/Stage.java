// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;

/** What a step of the decision came to: a value to go on with, or the condition that says why not. */
sealed interface Stage<T> {

    /** Goes on. */
    record Passed<T>(T value, String message) implements Stage<T> {}

    /** Stops here; what runs keeps running. */
    record Stopped<T>(ConditionType condition, Reason reason, String message) implements Stage<T> {}
}
