// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The template, and the variables it declares. */
@Description("The template and its variables.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadProfileSpec(
        @Description("What it is for: Application (default), Model or Infrastructure.")
        @Default("Application")
        @Nullable
        Type type,

        @Description("Components that every deployment of the profile gets.") @Nullable
        WorkloadTemplate workload,

        @Description("Variables that the template uses, with defaults.") @Size(max = 256) @ListKeys("name")
        List<Variable> variableSet,

        @Description("What changed in this revision, for people.") @Nullable @Size(max = 4096)
        String revisionNotes,

        @Description(
                "Which part of a semantic version the next revision raises, instead of the patch; basic versions only count.")
        @Nullable
        RevisionBump revisionBump) {
    public WorkloadProfileSpec {
        variableSet = Immutable.list(variableSet);
    }

    /** What a profile is for. */
    public enum Type {
        APPLICATION("Application"),
        MODEL("Model"),
        INFRASTRUCTURE("Infrastructure");

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

    /** How the next version is counted. */
    public enum RevisionBump {
        MAJOR("Major"),
        MINOR("Minor");

        private final String text;

        RevisionBump(String text) {
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
}
