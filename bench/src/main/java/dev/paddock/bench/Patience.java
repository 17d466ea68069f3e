// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;

/** Waits for what a running fleet does by itself and announces to nobody; seldom enough not to be measured too. */
final class Patience {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(500);

    private Patience() {}

    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LONGEST).pollInterval(STEP).until(condition);
    }

    /** Returns once the count has stood still for ten seconds. */
    static void awaitQuiet(String what, LongSupplier count) {
        long[] last = {count.getAsLong()};
        Awaitility.await(what).atMost(LONGEST).during(QUIET).pollInterval(STEP).until(() -> {
            long before = last[0];
            last[0] = count.getAsLong();
            return last[0] == before;
        });
    }
}
