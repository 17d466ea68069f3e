// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which machines to list. */
@Description("Which machines to list.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputeSpec(
        @Description("Settings with provider credentials. Not yet supported: setting it is refused.") @Nullable
        NameReference settingsRef,

        @Description("Provider whose machines are listed; all providers if absent.") @Nullable
        NameReference providerRef,

        @Description("Labels that machines must carry to be listed.")
        @Default("{\"palette.ai\": \"true\"}")
        @Size(max = 64)
        Map<String, String> machineSelector) {
    public ComputeSpec {
        machineSelector = Immutable.map(machineSelector);
    }
}
