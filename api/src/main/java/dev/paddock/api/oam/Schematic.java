// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The template of a definition, in one of the languages. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Schematic(
        @Description("A template in CUE.") @Nullable Cue cue,

        @Description("A template in YAML with CEL expressions.") @PreserveUnknownFields
        Map<String, Object> cel,

        @Description("A Terraform configuration; refused.") @PreserveUnknownFields
        Map<String, Object> terraform) {
    public Schematic {
        cel = Immutable.map(cel);
        terraform = Immutable.map(terraform);
    }

    /** A template in CUE. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Cue(
            @Description("The text: parameter, output, outputs, patch, patchOutputs and errs.")
            @Required
            @Size(min = 1, max = 524288)
            String template) {}
}
