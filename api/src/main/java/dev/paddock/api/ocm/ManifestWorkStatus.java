// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent made of the work. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManifestWorkStatus(
        @ListKeys("type") List<Condition> conditions,
        @Nullable ResourceStatus resourceStatus) {
    public ManifestWorkStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** The manifests in the order of the spec. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ResourceStatus(List<ManifestCondition> manifests) {
        public ResourceStatus {
            manifests = manifests == null ? List.of() : List.copyOf(manifests);
        }
    }

    /** What became of one manifest. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ManifestCondition(
            @Required ManifestResourceMeta resourceMeta,
            @Nullable StatusFeedback statusFeedback,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Required @ListKeys("type")
            List<Condition> conditions) {
        public ManifestCondition {
            conditions = conditions == null ? List.of() : List.copyOf(conditions);
        }
    }

    /**
     * The manifest's place in the spec and its name on the spoke. What is not known is empty, as upstream has it; an empty
     * text is not sent, and one that was not sent is read as empty, so that what is read back equals what was written.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ManifestResourceMeta(
            @Required Integer ordinal,
            String group,
            String version,
            String kind,
            String resource,
            String name,
            String namespace) {
        public ManifestResourceMeta {
            group = group == null ? "" : group;
            version = version == null ? "" : version;
            kind = kind == null ? "" : kind;
            resource = resource == null ? "" : resource;
            name = name == null ? "" : name;
            namespace = namespace == null ? "" : namespace;
        }
    }

    /** The values that the feedback rules asked for. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StatusFeedback(@ListKeys("name") List<FeedbackValue> values) {
        public StatusFeedback {
            values = values == null ? List.of() : List.copyOf(values);
        }
    }

    /** A reported value under the name its rule gave it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FeedbackValue(
            @Required String name, @Required FieldValue fieldValue) {}

    /** A typed scalar, or JSON text of at most 1,024 characters. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FieldValue(
            @Required ValueType type,
            @Nullable Long integer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String string,

            @JsonProperty("boolean") @Nullable Boolean bool,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String jsonRaw) {}

    /** The type of a reported value. */
    public enum ValueType {
        @JsonProperty("Integer")
        INTEGER,
        @JsonProperty("String")
        STRING,
        @JsonProperty("Boolean")
        BOOLEAN,
        @JsonProperty("JsonRaw")
        JSON_RAW
    }
}
