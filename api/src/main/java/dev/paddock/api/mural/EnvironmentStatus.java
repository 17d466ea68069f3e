// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which clusters were chosen. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnvironmentStatus(
        @ListKeys("clusterName") List<Decision> decisions,
        @Nullable Integer numberOfClustersDesired,
        @Nullable Integer numberOfClustersSelected,
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions)
        implements Conditioned {
    public EnvironmentStatus {
        decisions = Immutable.list(decisions);
        conditions = Immutable.list(conditions);
    }

    /** One chosen cluster. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Decision(
            @Required String clusterName, @Nullable String reason) {}
}
