// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.fault.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The bounds that a schema sets, in words where they are not kept. */
final class SchemaBounds {

    private SchemaBounds() {}

    static List<String> ofNumber(BigDecimal value, JsonNode schema) {
        List<String> faults = new ArrayList<>();
        JsonNode minimum = schema.path("minimum");
        JsonNode maximum = schema.path("maximum");
        if (minimum.isNumber()) {
            int order = value.compareTo(minimum.decimalValue());
            boolean exclusive = schema.path("exclusiveMinimum").asBoolean();
            if (exclusive ? order <= 0 : order < 0) {
                faults.add("must be %s %s".formatted(exclusive ? "greater than" : "at least", minimum));
            }
        }
        if (maximum.isNumber()) {
            int order = value.compareTo(maximum.decimalValue());
            boolean exclusive = schema.path("exclusiveMaximum").asBoolean();
            if (exclusive ? order >= 0 : order > 0) {
                faults.add("must be %s %s".formatted(exclusive ? "less than" : "at most", maximum));
            }
        }
        JsonNode step = schema.path("multipleOf");
        if (step.isNumber() && value.remainder(step.decimalValue()).signum() != 0) {
            faults.add("must be a multiple of " + step);
        }
        return faults;
    }

    /** @param what as in {@code minLength} and {@code maxLength} */
    static List<String> ofSize(String what, int size, String unit, JsonNode schema) {
        List<String> faults = new ArrayList<>();
        JsonNode least = schema.path("min" + what);
        JsonNode most = schema.path("max" + what);
        if (least.isIntegralNumber() && size < least.longValue()) {
            faults.add("must have at least %s %s".formatted(least, unit));
        }
        if (most.isIntegralNumber() && size > most.longValue()) {
            faults.add("must have at most %s %s".formatted(most, unit));
        }
        return faults;
    }

    static String unknown(String name, Collection<String> known) {
        return "unknown property" + Suggestion.text(name, known);
    }
}
