// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Chooses the bundle and target that serve a model. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelMapping(
        @Required @Size(min = 1, max = 63) String name,
        @Default("0") @Nullable Integer priority,
        @Required Source source,
        @Nullable Match match,
        @Required ProfileReference profileBundleRef,
        @Nullable Target target) {

    /** Where models come from. */
    public enum Source {
        HUGGING_FACE("HuggingFace"),
        NIM("NIM");

        private final String text;

        Source(String text) {
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

    /** Which models the mapping is for; {@code model} is a glob. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Match(
            @Nullable @Size(max = 253) String model,
            @Nullable @Size(max = 63) String task,
            @Nullable @Size(max = 63) String library,
            @Nullable @Size(max = 16) String maxParametersB) {}

    /** Where the model goes. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value = "!has(self.computePoolRef) || !has(self.environmentRef)",
            message = "may not be set together with computePoolRef",
            reason = "FieldValueForbidden",
            fieldPath = ".environmentRef")
    public record Target(
            @Nullable NameReference computePoolRef,
            @Nullable Reference environmentRef) {}
}
