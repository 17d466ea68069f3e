// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import org.jspecify.annotations.Nullable;

/** Names a CustomResourceDefinition. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DefinitionName(
        @Description("Name of the CustomResourceDefinition.")
        String name,

        @Description("Its version.") @Nullable String version) {}
