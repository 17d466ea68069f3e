// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Components with their traits, and what they put out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadTemplate(
        @Nullable Metadata metadata,
        @Size(max = 200) @ListKeys("name") List<Component> components,
        @Size(max = 200) @ListKeys("name") List<ObjectOutput> objectOutputRefs,
        @Size(max = 64) List<Policy> policies) {
    public WorkloadTemplate {
        components = Immutable.list(components);
        objectOutputRefs = Immutable.list(objectOutputRefs);
        policies = Immutable.list(policies);
    }

    /** Labels and annotations that reach the rendered objects. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Metadata(Map<String, String> labels, Map<String, String> annotations) {
        public Metadata {
            labels = Immutable.map(labels);
            annotations = Immutable.map(annotations);
        }
    }

    /** One part of a workload. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Component(
            @Required @Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
            String name,

            @Required @Size(min = 1, max = 253) String type,
            @PreserveUnknownFields Map<String, Object> properties,
            @Size(max = 64) List<Trait> traits,
            @Default("0") @Nullable @Min(0) @Max(999) Integer deploymentPriority,
            @Size(max = 200) @ListKeys("name") List<DefinitionOutput> definitionOutputRefs) {
        public Component {
            properties = Immutable.map(properties);
            traits = Immutable.list(traits);
            definitionOutputRefs = Immutable.list(definitionOutputRefs);
        }

        /** Lower priorities are deployed first. */
        public int priority() {
            return deploymentPriority == null ? 0 : deploymentPriority;
        }
    }

    /** Something added to a component. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Trait(
            @Required @Size(min = 1, max = 253) String type,
            @Nullable @Size(max = 63) String name,
            @PreserveUnknownFields Map<String, Object> properties,
            @Size(max = 200) @ListKeys("name") List<DefinitionOutput> definitionOutputRefs) {
        public Trait {
            properties = Immutable.map(properties);
            definitionOutputRefs = Immutable.list(definitionOutputRefs);
        }
    }

    /** Type of an output's value. */
    public enum OutputType {
        STRING("string"),
        INTEGER("integer"),
        BOOLEAN("boolean"),
        JSON_RAW("jsonRaw");

        private final String text;

        OutputType(String text) {
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

    /** A value read from an object that a component or trait rendered. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DefinitionOutput(
            @Required @Size(min = 1, max = 63) String name,
            @Required RenderedPath pathRef,
            @Nullable OutputType type,
            @Nullable Boolean skipHash) {}

    /** A field of a rendered object, found by kind and labels. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RenderedPath(
            @Required String apiVersion,
            @Required String kind,
            @Required @Size(max = 1024) String path,
            Map<String, String> labels) {
        public RenderedPath {
            labels = Immutable.map(labels);
        }
    }

    /** A value read from any object by name. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ObjectOutput(
            @Required @Size(min = 1, max = 63) String name,
            @Required ObjectPath pathRef,
            @Nullable OutputType type) {}

    /** A field of a named object. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ObjectPath(
            @Required String apiVersion,
            @Required String kind,
            @Required String name,
            @Nullable String namespace,
            @Required @Size(max = 1024) String path) {}
}
