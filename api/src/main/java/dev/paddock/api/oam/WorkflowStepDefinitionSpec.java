// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What a type of workflow step does. */
@Description("What a type of workflow step does.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkflowStepDefinitionSpec(
        @Description("The template: exactly one of cue and cel.") @Required
        Schematic schematic,

        @Description("Version of the definition, for people.") @Nullable
        String version,

        @Description("The kind it is about; for information.") @Nullable
        DefinitionName definitionRef) {}
