// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The six verdicts in the order of api.md 7.5, best first; the order of the constants is the order of severity. */
public enum Health {
    HEALTHY("Healthy"),
    SUSPENDED("Suspended"),
    PROGRESSING("Progressing"),
    UNKNOWN("Unknown"),
    MISSING("Missing"),
    DEGRADED("Degraded");

    private final String label;

    Health(String label) {
        this.label = label;
    }

    /** The spelling used in status fields and as a condition reason. */
    public String label() {
        return label;
    }

    public boolean worseThan(Health other) {
        return compareTo(other) > 0;
    }

    /** Nothing to judge is healthy: a component without objects must not hold back its cluster. */
    public static Health worst(Collection<Health> verdicts) {
        return verdicts.stream().max(Comparator.naturalOrder()).orElse(HEALTHY);
    }

    public static Optional<Health> parse(String label) {
        return Arrays.stream(values())
                .filter(health -> health.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
