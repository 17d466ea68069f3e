// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
import org.jspecify.annotations.Nullable;

/** How the objects of a definition are judged. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DefinitionHealth(
        @Description("CUE text whose isHealth says whether the object is healthy.") @Nullable
        String healthPolicy,

        @Description("CUE text whose message says how it is.") @Nullable
        String customStatus,

        @Description("CUE text whose fields are shown as details.") @Nullable
        String details) {}
