// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Chooses the bundle and target that serve a model. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelMapping(
        @Description("Name of the mapping, unique in the list.") @Required @Size(min = 1, max = 63)
        String name,

        @Description("Higher wins among mappings that match; 0 by default.") @Default("0") @Nullable
        Integer priority,

        @Description("Where the model comes from: HuggingFace or NIM.") @Required
        Source source,

        @Description("Which models it is for; all of the source if absent.") @Nullable
        Match match,

        @Description("Bundle that serves the model.") @Required
        ProfileReference profileBundleRef,

        @Description("Where the model goes unless its deployment says otherwise.") @Nullable
        Target target) {

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
            @Description("Glob on the model's name; * by default.") @Nullable @Size(max = 253)
            String model,

            @Description("Task the model is for, such as text-generation.") @Nullable @Size(max = 63)
            String task,

            @Description("Library the model is made for, such as transformers.") @Nullable @Size(max = 63)
            String library,

            @Description("Most parameters the model may have, in billions.") @Nullable @Size(max = 16)
            String maxParametersB) {}

    /** Where the model goes. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(
            value = "!has(self.computePoolRef) || !has(self.environmentRef)",
            message = "may not be set together with computePoolRef",
            reason = "FieldValueForbidden",
            fieldPath = ".environmentRef")
    public record Target(
            @Description("ComputePool to use; excludes environmentRef.") @Nullable
            NameReference computePoolRef,

            @Description("Environment to use; excludes computePoolRef.") @Nullable
            Reference environmentRef) {}
}
