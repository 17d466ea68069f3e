// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.core.quota.QuotaRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What to do about an MLPlatform now. */
public sealed interface Decision {
    /** Nothing until somebody changes something: the spec was refused. */
    record Rest() implements Decision {}

    /** Ask the ledger, then decide again with its answer. */
    record Reserve(QuotaRequest request) implements Decision {}

    /**
     * Make the children as given and report.
     *
     * @param pool the wanted ComputePool; empty leaves what is there
     * @param deployment the wanted WorkloadDeployment; empty leaves what is there
     * @param checkAgain when a deadline may have passed without anything else happening
     */
    record Settle(
            MLPlatformStatus status,
            Optional<ComputePool> pool,
            Optional<WorkloadDeployment> deployment,
            Optional<Duration> checkAgain)
            implements Decision {}

    /** Carry out part of a deletion and report; {@code actions} are safe to repeat. */
    record Remove(MLPlatformStatus status, List<Removal> actions, Optional<Duration> checkAgain) implements Decision {
        public Remove {
            actions = List.copyOf(actions);
        }
    }

    /** One act of a deletion. */
    sealed interface Removal {
        /** Delete the WorkloadDeployment; {@code abandon} says not to wait for a spoke that does not answer. */
        record DeleteDeployment(boolean abandon) implements Removal {}

        record DeletePool(ComputePool wanted) implements Removal {}

        /** Cut the pool loose so that it outlives the platform, and hand it the charge. */
        record ReleasePool(ComputePool pool) implements Removal {}

        record ReleaseGpu() implements Removal {}

        record RemoveFinalizer() implements Removal {}
    }
}
