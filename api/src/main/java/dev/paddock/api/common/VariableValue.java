// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.paddock.api.schema.FreeForm;
import java.util.Map;

/**
 * The value of a variable in a deployment: a scalar, or a reference to a key of a Secret.
 *
 * <p>The schema cannot tell the two apart, so anything is read; what is neither becomes {@link Unsupported} for
 * admission to refuse, and never breaks a reader.
 */
@FreeForm
@JsonDeserialize(using = VariableValueDeserializer.class)
public sealed interface VariableValue {
    /** What is written to JSON. */
    @JsonValue
    Object json();

    /** A string, boolean or number as it was written. */
    record Scalar(Object value) implements VariableValue {
        @Override
        @JsonValue
        public Object json() {
            return value;
        }
    }

    /** A value that only ever exists in a Secret. */
    record FromSecret(SecretKeyReference secretRef) implements VariableValue {
        @Override
        @JsonValue
        public Object json() {
            return Map.of("secretRef", secretRef);
        }
    }

    /** Neither a scalar nor a secret reference. */
    record Unsupported(JsonNode value) implements VariableValue {
        @Override
        @JsonValue
        public Object json() {
            return value;
        }
    }
}
