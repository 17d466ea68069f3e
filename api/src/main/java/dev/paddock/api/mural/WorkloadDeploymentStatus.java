// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was rendered, published and applied. */
@Description("What was rendered, published and applied; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadDeploymentStatus(
        @Description("Revision of the profile that was rendered.") @Nullable
        String workloadProfileRevision,

        @Description(
                "The reference that this revision was chosen for; while that stays the same, so does the revision.")
        @Nullable
        String revisionChosenFor,

        @Description("Digest of all that this was rendered and delivered from; while it stays the same, nothing is "
                + "rendered again.")
        @Nullable
        String renderedFrom,

        @Description("What was published, one artifact per class of clusters.")
        List<ArtifactRef> artifacts,

        @Description("What each cluster was told to run and what it reports.") @ListKeys("name")
        List<ClusterStatus> clusters,

        @Description("Values read from what runs.") @Nullable @PreserveUnknownFields
        Map<String, Object> outputs,

        @Description("GPUs in use, by family.") Map<String, GpuUsage> gpu,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: Accepted, EnvironmentReady, Rendered, Published, "
                + "Delivered, Healthy, Ready.")
        @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public WorkloadDeploymentStatus {
        artifacts = Immutable.list(artifacts);
        clusters = Immutable.list(clusters);
        outputs = Immutable.map(outputs);
        gpu = Immutable.map(gpu);
        conditions = Immutable.list(conditions);
    }
}
