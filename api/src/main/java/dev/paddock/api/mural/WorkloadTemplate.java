// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.Description;
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
        @Description("Labels and annotations put on every rendered object.") @Nullable
        Metadata metadata,

        @Description("Parts of the workload, in groups of rising deploymentPriority.")
        @Size(max = 200)
        @ListKeys("name")
        List<Component> components,

        @Description(
                "Values to read from named objects, in the target namespace unless they say otherwise; on a shared cluster only there.")
        @Size(max = 200)
        @ListKeys("name")
        List<ObjectOutput> objectOutputRefs,

        @Description("Policies for the whole workload, or for objects of it that their rules select.") @Size(max = 64)
        List<Policy> policies) {
    public WorkloadTemplate {
        components = Immutable.list(components);
        objectOutputRefs = Immutable.list(objectOutputRefs);
        policies = Immutable.list(policies);
    }

    /** Labels and annotations that reach the rendered objects. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Metadata(
            @Description("Labels put on every rendered object.")
            Map<String, String> labels,

            @Description("Annotations put on every rendered object, those that steer rendering excepted.")
            Map<String, String> annotations) {
        public Metadata {
            labels = Immutable.map(labels);
            annotations = Immutable.map(annotations);
        }
    }

    /** One part of a workload. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Component(
            @Description("Name of the component, unique in the workload.")
            @Required
            @Size(min = 1, max = 63)
            @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
            String name,

            @Description("What it is: webservice or k8s-objects. Other component types are not yet supported and "
                    + "refused.")
            @Required
            @Size(min = 1, max = 253)
            String type,

            @Description("Parameters of the component, as its type defines them; may contain macros such as {{ "
                    + ".var.name }}.")
            @PreserveUnknownFields
            Map<String, Object> properties,

            @Description("What is added to the component, by types of TraitDefinitions.") @Size(max = 64)
            List<Trait> traits,

            @Description("0 (default) to 999; components of a lower number are healthy before those of a higher "
                    + "are applied.")
            @Default("0")
            @Nullable
            @Min(0)
            @Max(999)
            Integer deploymentPriority,

            @Description("Values to read from rendered objects; one of a Secret stays on its cluster. Components of a "
                    + "higher deploymentPriority read them with {{ spoke \".def.<component>.<output>\" }}, other deployments with "
                    + "{{ hub \".deploy.<namespace>.<deployment>.def.<component>.<output>\" }}.")
            @Size(max = 200)
            @ListKeys("name")
            List<DefinitionOutput> definitionOutputRefs) {
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
            @Description("Type of the trait: the name of its definition.") @Required @Size(min = 1, max = 253)
            String type,

            @Description("Name of the trait, to tell several of one type apart.") @Nullable @Size(max = 63)
            String name,

            @Description("Parameters of the trait, as its type defines them.") @PreserveUnknownFields
            Map<String, Object> properties,

            @Description("Values to read from rendered objects.") @Size(max = 200) @ListKeys("name")
            List<DefinitionOutput> definitionOutputRefs) {
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
            @Description("Name of the output.") @Required @Size(min = 1, max = 63)
            String name,

            @Description("Field to read, of which rendered object.") @Required
            RenderedPath pathRef,

            @Description("Type of the value: string (default), integer, boolean or jsonRaw.") @Nullable
            OutputType type,

            @Description("True keeps a changed value from applying anything anew; false by default.") @Nullable
            Boolean skipHash) {}

    /** A field of a rendered object, found by kind and labels. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RenderedPath(
            @Description("apiVersion of the rendered object.") @Required
            String apiVersion,

            @Description("Kind of the rendered object.") @Required
            String kind,

            @Description("JSONPath with a leading dot that gives one value.") @Required @Size(max = 1024)
            String path,

            @Description("Labels that tell the object from others of its kind.")
            Map<String, String> labels) {
        public RenderedPath {
            labels = Immutable.map(labels);
        }
    }

    /** A value read from any object by name. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ObjectOutput(
            @Description("Name of the output.") @Required @Size(min = 1, max = 63)
            String name,

            @Description("Field to read, of which object.") @Required
            ObjectPath pathRef,

            @Description("Type of the value: string (default), integer, boolean or jsonRaw.") @Nullable
            OutputType type) {}

    /** A field of a named object. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ObjectPath(
            @Description("apiVersion of the object.") @Required
            String apiVersion,

            @Description("Kind of the object.") @Required String kind,
            @Description("Name of the object.") @Required String name,

            @Description("Namespace of the object; the target namespace by default.") @Nullable
            String namespace,

            @Description("JSONPath with a leading dot that gives one value.") @Required @Size(max = 1024)
            String path) {}
}
