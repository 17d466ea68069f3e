// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a trait type adds or changes. */
@Description("What a trait type adds to a component or changes of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TraitDefinitionSpec(
        @Description("The template: exactly one of cue and cel.") @Required
        Schematic schematic,

        @Description("Component types it is meant for; for information.") @Size(max = 100)
        List<String> appliesToWorkloads,

        @Description("Trait types that do not go with it; both together are a warning.") @Size(max = 100)
        List<String> conflictsWith,

        @Description("Whether it restarts pods; for information.") @Nullable
        Boolean podDisruptive,

        @Description("Field of its object that gets a reference to the component's object.") @Nullable
        String workloadRefPath,

        @Description("Whether it stands for the workload; for information.") @Nullable
        Boolean manageWorkload,

        @Description("Whether its objects stay on the hub; for information.") @Nullable
        Boolean controlPlaneOnly,

        @Description("When it is applied: PreDispatch, DefaultDispatch or PostDispatch; for information.") @Nullable
        String stage,

        @Description("How its objects are judged.") @Nullable
        DefinitionHealth status,

        @Description("Version of the definition, for people.") @Nullable
        String version,

        @Description("The kind it is about; for information.") @Nullable
        DefinitionName definitionRef,

        @Description("Values that templates find in their context, from claims of the cluster.") @Size(max = 100)
        List<ContextExtension> contextExtensionRefs) {
    public TraitDefinitionSpec {
        appliesToWorkloads = Immutable.list(appliesToWorkloads);
        conflictsWith = Immutable.list(conflictsWith);
        contextExtensionRefs = Immutable.list(contextExtensionRefs);
    }
}
