// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.common.VariableValue;
import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The platform wanted and where it runs. Which fields go together is decided by the requirement table. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MLPlatformSpec(
        @Required @Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String platform,

        @Nullable @Size(min = 1, max = 63) String version,
        @Nullable Mode mode,
        @Nullable DeletePolicy deletePolicy,
        @Nullable Reference clusterProfileRef,
        @Nullable ProfileReference workloadProfileRef,
        @Nullable Reference computeProfileRef,
        @Nullable ClusterSpec cluster,
        @Size(max = 256) Map<String, VariableValue> variables,

        @Nullable @Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String targetNamespace,

        @Nullable Isolation isolation,
        @Nullable Reference environmentRef,
        @Default("false") @Nullable Boolean suspend,
        @Nullable Timeouts timeouts) {
    public MLPlatformSpec {
        variables = Immutable.map(variables);
    }

    /** Whether delivery is stopped while what runs is kept. */
    public boolean suspended() {
        return Boolean.TRUE.equals(suspend);
    }
}
