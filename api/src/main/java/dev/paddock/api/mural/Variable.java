// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.SecretKeyReference;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A typed variable: a value, a reference to a Secret, or only a declaration. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value =
                "!has(self.value) || (has(self.value.string) == (self.variableType == 'string') && has(self.value.bool) == (self.variableType == 'bool') && has(self.value.int32) == (self.variableType == 'int32') && has(self.value.int64) == (self.variableType == 'int64') && has(self.value.float32) == (self.variableType == 'float32') && has(self.value.float64) == (self.variableType == 'float64'))",
        messageExpression = "'must have exactly one key, ' + self.variableType",
        reason = "FieldValueInvalid",
        fieldPath = ".value")
@ValidationRule(
        value = "!has(self.value) || !has(self.valueFrom)",
        message = "may not be set together with value",
        reason = "FieldValueForbidden",
        fieldPath = ".valueFrom")
@ValidationRule(
        value = "!has(self.valueFrom) || self.variableType == 'string'",
        message = "only a variable of type string can come from a Secret",
        reason = "FieldValueForbidden",
        fieldPath = ".valueFrom")
@ValidationRule(
        value = "!has(self.locked) || !self.locked || !has(self.validationMode) || self.validationMode != 'required'",
        message = "true: a locked variable cannot be required",
        reason = "FieldValueInvalid",
        fieldPath = ".locked")
@ValidationRule(
        value = "!has(self.locked) || !self.locked || has(self.value) || has(self.valueFrom)",
        message = "a locked variable needs a value",
        reason = "FieldValueRequired",
        fieldPath = ".value")
public record Variable(
        @Description("Name of the variable, used in the template as {{ .var.name }}.")
        @Required
        @Pattern("^[A-Za-z_][A-Za-z0-9_-]{0,252}$")
        String name,

        @Description("string, bool, int32, int64, float32 or float64; values are never converted.") @Required
        Type variableType,

        @Description("Value, under the key of its type; absent for a mere declaration.") @Nullable
        Value value,

        @Description("Secret that holds the value; only with type string.") @Nullable
        ValueFrom valueFrom,

        @Description("What the variable is for, shown to whoever fills it in.") @Nullable @Size(max = 1024)
        String description,

        @Description("required makes a missing value an error; optional (default) does not.")
        @Default("optional")
        @Nullable
        ValidationMode validationMode,

        @Description("True keeps deployments from changing the value, which must then be set; false by default.")
        @Default("false")
        @Nullable
        Boolean locked,

        @Description("How a form asks for it: text (default) or multiline.") @Default("text") @Nullable
        InputType inputType) {
    /** Whether some level must give a value. */
    public boolean required() {
        return validationMode == ValidationMode.REQUIRED;
    }

    /** Whether stronger levels may not change it. */
    public boolean fixed() {
        return Boolean.TRUE.equals(locked);
    }

    /** Types of variables; values are never coerced. */
    public enum Type {
        STRING("string"),
        BOOL("bool"),
        INT32("int32"),
        INT64("int64"),
        FLOAT32("float32"),
        FLOAT64("float64");

        private final String text;

        Type(String text) {
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
    }

    /** Whether a value must be given. */
    public enum ValidationMode {
        REQUIRED("required"),
        OPTIONAL("optional");

        private final String text;

        ValidationMode(String text) {
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
    }

    /** How a form asks for the value. */
    public enum InputType {
        TEXT("text"),
        MULTILINE("multiline");

        private final String text;

        InputType(String text) {
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
    }

    /** The value under the key of its type. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Value(
            @Description("Value of a variable of type string.") @Nullable
            String string,

            @Description("Value of a variable of type bool.") @Nullable
            Boolean bool,

            @Description("Value of a variable of type int32.") @Nullable
            Integer int32,

            @Description("Value of a variable of type int64.") @Nullable
            Long int64,

            @Description("Value of a variable of type float32.") @Nullable
            Float float32,

            @Description("Value of a variable of type float64.") @Nullable
            Double float64) {
        /** The one value that is set, or null. */
        public @Nullable Object any() {
            if (string != null) {
                return string;
            }
            if (bool != null) {
                return bool;
            }
            if (int32 != null) {
                return int32;
            }
            if (int64 != null) {
                return int64;
            }
            if (float32 != null) {
                return float32;
            }
            return float64;
        }
    }

    /** Where a value comes from. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ValueFrom(
            @Description("Key of a Secret in the namespace of the profile.") @Required
            SecretKeyReference secretRef) {}
}
