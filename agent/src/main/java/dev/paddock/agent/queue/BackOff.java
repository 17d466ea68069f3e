// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Doubling delays between a first and a longest, each shortened by up to half so that many agents do not move in step. */
public record BackOff(Duration first, Duration longest, RandomGenerator random) {

    private static final int MAX_DOUBLINGS = 30;

    /** @param failures failures in a row, 1 for the first */
    public Duration delay(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
        long nanos = Math.min(longest.toNanos(), saturated(first.toNanos(), doublings));
        return Duration.ofNanos(nanos - (long) (nanos * random.nextDouble() / 2));
    }

    /** Up to a tenth is added, so that periodic work spreads out. */
    public Duration jittered(Duration period) {
        return period.plusNanos((long) (period.toNanos() * random.nextDouble() / 10));
    }

    private static long saturated(long nanos, int doublings) {
        return nanos > (Long.MAX_VALUE >> doublings) ? Long.MAX_VALUE : nanos << doublings;
    }
}
