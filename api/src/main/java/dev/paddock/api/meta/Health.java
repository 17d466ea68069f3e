// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonValue;

/** Health verdicts from best to worst, so that a roll-up is the maximum. */
public enum Health {
    HEALTHY("Healthy"),
    SUSPENDED("Suspended"),
    PROGRESSING("Progressing"),
    UNKNOWN("Unknown"),
    MISSING("Missing"),
    DEGRADED("Degraded");

    private final String text;

    Health(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** The worse of the two. */
    public Health worst(Health other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
