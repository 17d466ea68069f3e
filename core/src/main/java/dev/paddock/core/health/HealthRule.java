// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import java.time.Instant;

/** Judges one object of a kind; sees only the object and the time. */
@FunctionalInterface
public interface HealthRule {

    Verdict assess(ObjectView object, Instant now);
}
