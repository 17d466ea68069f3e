// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.PaletteClusterConfig;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits and defaults for the deployments that resolve to this profile. */
@Description("Limits and defaults.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputeProfileSpec(
        @Description("Most GPUs by family over all that resolves to this profile, in whole GPUs; * binds each "
                + "family without its own key.")
        @Size(max = 64)
        Map<String, @Min(0) Long> gpuLimits,

        @Description("Settings with provider credentials. Not yet supported: setting it is refused.") @Nullable
        NameReference settingsRef,

        @Description("ComputeConfig under these defaults. Not yet supported: setting it is refused.") @Nullable
        Reference computeConfigRef,

        @Description("Defaults for new clusters, under what a deployment writes itself.") @Nullable
        PaletteClusterConfig defaults,

        @Description("Fewest worker nodes a new cluster must have, 0 by default.") @Default("0") @Nullable @Min(0)
        Integer minWorkerNodes,

        @Description("Modes that MLPlatforms may have; both if empty.") @Size(max = 2) @SetList
        List<Mode> allowedModes) {
    public ComputeProfileSpec {
        gpuLimits = Immutable.map(gpuLimits);
        allowedModes = Immutable.list(allowedModes);
    }
}
