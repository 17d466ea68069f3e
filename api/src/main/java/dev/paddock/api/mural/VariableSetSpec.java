// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The declarations. */
@Description("The variables that it declares, with their values.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VariableSetSpec(
        @Description(
                "Variables that every deployment of the Project, or of the installation, may use; a deployment's own value "
                        + "wins unless the variable is locked.")
        @Size(max = 256)
        @ListKeys("name")
        List<Variable> variables) {
    public VariableSetSpec {
        variables = Immutable.list(variables);
    }
}
