// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what a running fleet does by itself and announces to nobody. */
final class Patience {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(500);

    private Patience() {}

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within %s: %s".formatted(LONGEST, what));
            }
            Thread.sleep(STEP);
        }
    }

    /** Returns once the count has stood still for ten seconds. */
    static void awaitQuiet(String what, LongSupplier count) throws InterruptedException {
        long[] last = {count.getAsLong(), System.nanoTime()};
        await(what, () -> {
            long now = count.getAsLong();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > QUIET.toNanos();
        });
    }
}
