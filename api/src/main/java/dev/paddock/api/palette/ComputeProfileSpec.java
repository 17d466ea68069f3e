// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.PaletteClusterConfig;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits and defaults for the deployments that resolve to this profile. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputeProfileSpec(
        @Size(max = 64) Map<String, @Min(0) Long> gpuLimits,
        @Nullable NameReference settingsRef,
        @Nullable Reference computeConfigRef,
        @Nullable PaletteClusterConfig defaults,
        @Default("0") @Nullable @Min(0) Integer minWorkerNodes,
        @Size(max = 2) @SetList List<Mode> allowedModes) {
    public ComputeProfileSpec {
        gpuLimits = Immutable.map(gpuLimits);
        allowedModes = Immutable.list(allowedModes);
    }
}
