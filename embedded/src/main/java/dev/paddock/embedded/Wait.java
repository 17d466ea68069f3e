// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Polls what offers no notification: another program's port, a lock, a file. Pauses grow from 20 to 200 ms, so that quick
 * answers are seen quickly and slow ones cost little.
 */
public final class Wait {
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private final long deadline;
    private long pause = FIRST_PAUSE_MILLIS;

    private Wait(Duration patience) {
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    public static Wait atMost(Duration patience) {
        return new Wait(patience);
    }

    /** True as soon as the condition holds; false if it still does not when patience is over. */
    public static boolean until(Duration patience, BooleanSupplier condition) {
        Wait wait = atMost(patience);
        while (!condition.getAsBoolean()) {
            if (!wait.pause()) {
                return false;
            }
        }
        return true;
    }

    /** Pauses once; false when patience is over. */
    public boolean pause() {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        try {
            Thread.sleep(Math.min(pause, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while waiting", e);
        }
        pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 3 / 2);
        return true;
    }
}
