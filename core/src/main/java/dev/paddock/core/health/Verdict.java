// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import dev.paddock.api.meta.Health;
import java.time.Instant;
import java.util.Optional;

/**
 * What one object was found to be and why.
 *
 * @param recheckAt when time alone would change the verdict; watchers need no timer of their own for anything else
 */
public record Verdict(Health health, String message, Optional<Instant> recheckAt) {

    public static Verdict healthy(String message) {
        return of(Health.HEALTHY, message);
    }

    public static Verdict suspended(String message) {
        return of(Health.SUSPENDED, message);
    }

    public static Verdict progressing(String message) {
        return of(Health.PROGRESSING, message);
    }

    public static Verdict unknown(String message) {
        return of(Health.UNKNOWN, message);
    }

    public static Verdict missing(String message) {
        return of(Health.MISSING, message);
    }

    public static Verdict degraded(String message) {
        return of(Health.DEGRADED, message);
    }

    /** Progressing now, degraded with {@code lateMessage} once {@code deadline} has come. */
    static Verdict progressingUntil(Instant deadline, Instant now, String message, String lateMessage) {
        return now.isBefore(deadline)
                ? new Verdict(Health.PROGRESSING, message, Optional.of(deadline))
                : degraded(lateMessage);
    }

    private static Verdict of(Health health, String message) {
        return new Verdict(health, message, Optional.empty());
    }
}
