// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types a variable may have. Values are checked and never coerced: the text {@code "3"} is no int32. */
public enum VariableType {
    STRING("string") {
        @Override
        public boolean holds(JsonNode value) {
            return value.isTextual();
        }
    },
    BOOL("bool") {
        @Override
        public boolean holds(JsonNode value) {
            return value.isBoolean();
        }
    },
    INT32("int32") {
        @Override
        public boolean holds(JsonNode value) {
            return value.isIntegralNumber() && value.bigIntegerValue().bitLength() < Integer.SIZE;
        }
    },
    INT64("int64") {
        @Override
        public boolean holds(JsonNode value) {
            BigInteger number = value.isIntegralNumber() ? value.bigIntegerValue() : null;
            return number != null && number.bitLength() < Long.SIZE;
        }
    },
    FLOAT32("float32") {
        @Override
        public boolean holds(JsonNode value) {
            return value.isNumber() && Float.isFinite(value.floatValue());
        }
    },
    FLOAT64("float64") {
        @Override
        public boolean holds(JsonNode value) {
            return value.isNumber() && Double.isFinite(value.doubleValue());
        }
    };

    private final String text;

    VariableType(String text) {
        this.text = text;
    }

    public abstract boolean holds(JsonNode value);

    public String text() {
        return text;
    }

    public static Optional<VariableType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    public static List<String> all() {
        return Arrays.stream(values()).map(VariableType::text).toList();
    }
}
