// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.common.Reference;
import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.meta.Health;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the pool's clusters. */
@Description("What became of the pool's clusters; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputePoolStatus(
        @Description("Summary for people; automation reads conditions.") @Nullable
        Phase phase,

        @Description("Deployment that has the dedicated pool to itself.") @Nullable
        Claim claimedBy,

        @Description("Environment that stands for the pool's clusters.") @Nullable
        Reference environmentRef,

        @Description("State of each cluster, by name.") @ListKeys("name")
        List<PoolCluster> clusters,

        @Description("GPUs in use and reserved, by family.") Map<String, GpuUsage> gpu,

        @Description("Steps since the last change of the spec, at most 40.")
        @Size(max = 40)
        @ListKeys({"step", "cluster"})
        List<TimelineEntry> timeline,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: Accepted, ProfilesResolved, ClusterReady, SpokeJoined, "
                + "EnvironmentReady, Ready.")
        @ListKeys("type")
        List<Condition> conditions)
        implements Conditioned {
    public ComputePoolStatus {
        clusters = Immutable.list(clusters);
        gpu = Immutable.map(gpu);
        timeline = Immutable.list(timeline);
        conditions = Immutable.list(conditions);
    }

    /** Summary for people; automation reads conditions. */
    public enum Phase {
        PENDING("Pending"),
        VALIDATING("Validating"),
        PROVISIONING("Provisioning"),
        REGISTERING("Registering"),
        INSTALLING("Installing"),
        RUNNING("Running"),
        SCALING("Scaling"),
        DEGRADED("Degraded"),
        FAILED("Failed"),
        DELETING("Deleting");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The deployment that has a dedicated pool to itself. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Claim(
            @Description("Kind of the deployment.") @Required
            String kind,

            @Description("Name of the deployment, in the pool's namespace.") @Required
            String name) {}

    /** One cluster of the pool. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PoolCluster(
            @Description("Name of the cluster in the pool.") @Required
            String name,

            @Description("Class of clusters whose artifact it takes.") @JsonProperty("class") @Nullable
            String clusterClass,

            @Description("sha256 digest the cluster is told to run.") @Nullable
            String desiredDigest,

            @Description("sha256 digest its agent applied last.") @Nullable
            String appliedDigest,

            @Description("Worst health of what runs there.") @Nullable
            Health health,

            @Description("What keeps it from being healthy, or from being there.") @Nullable @Size(max = 1024)
            String message,

            @Description("When its agent reported last.") @DateTime @Nullable
            String lastReportTime,

            @Description("Name of the ManagedCluster it joined as.") @Nullable
            String managedCluster,

            @Description("Address of its API server.") @Nullable
            String endpoint,

            @Description("Number of nodes it has.") @Nullable
            Integer nodes,

            @Description("Kubernetes version it runs.") @Nullable
            String kubernetesVersion) {}
}
