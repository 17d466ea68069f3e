// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was rendered, published and applied. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadDeploymentStatus(
        @Nullable String workloadProfileRevision,
        List<ArtifactRef> artifacts,
        @ListKeys("name") List<ClusterStatus> clusters,
        @Nullable @PreserveUnknownFields Map<String, Object> outputs,
        Map<String, GpuUsage> gpu,
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions)
        implements Conditioned {
    public WorkloadDeploymentStatus {
        artifacts = Immutable.list(artifacts);
        clusters = Immutable.list(clusters);
        outputs = Immutable.map(outputs);
        gpu = Immutable.map(gpu);
        conditions = Immutable.list(conditions);
    }
}
