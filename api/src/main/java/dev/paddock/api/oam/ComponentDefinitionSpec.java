// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a component type makes. */
@Description("What a component type makes.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComponentDefinitionSpec(
        @Description("Which kind of object a component of the type is.") @Required
        WorkloadType workload,

        @Description("The template: exactly one of cue and cel.") @Required
        Schematic schematic,

        @Description("How its objects are judged.") @Nullable
        DefinitionHealth status,

        @Description("Kinds that its objects make in turn; for information.") @Size(max = 100)
        List<ChildKind> childResourceKinds,

        @Description("Path of the pod's spec in the object; for information.") @Nullable
        String podSpecPath,

        @Description("Label that tells revisions apart; for information.") @Nullable
        String revisionLabel,

        @Description("Version of the definition, for people.") @Nullable
        String version,

        @Description("Anything else; for information.") @PreserveUnknownFields
        Map<String, Object> extension,

        @Description("Values that templates find in their context, from claims of the cluster.") @Size(max = 100)
        List<ContextExtension> contextExtensionRefs) {
    public ComponentDefinitionSpec {
        childResourceKinds = Immutable.list(childResourceKinds);
        extension = Immutable.map(extension);
        contextExtensionRefs = Immutable.list(contextExtensionRefs);
    }

    /** A kind that an object makes. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ChildKind(
            @Description("apiVersion of the objects.") String apiVersion,

            @Description("Kind of the objects.") String kind,

            @Description("Labels they carry.") Map<String, String> selector) {
        public ChildKind {
            selector = Immutable.map(selector);
        }
    }
}
