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
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the pool's clusters. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputePoolStatus(
        @Nullable Phase phase,
        @Nullable Claim claimedBy,
        @Nullable Reference environmentRef,
        @ListKeys("name") List<PoolCluster> clusters,
        Map<String, GpuUsage> gpu,
        @Size(max = 40) @ListKeys({"step", "cluster"}) List<TimelineEntry> timeline,
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions)
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
    public record Claim(@Required String kind, @Required String name) {}

    /** One cluster of the pool. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PoolCluster(
            @Required String name,
            @JsonProperty("class") @Nullable String clusterClass,
            @Nullable String desiredDigest,
            @Nullable String appliedDigest,
            @Nullable Health health,
            @Nullable @Size(max = 1024) String message,
            @DateTime @Nullable String lastReportTime,
            @Nullable String managedCluster,
            @Nullable String endpoint,
            @Nullable Integer nodes,
            @Nullable String kubernetesVersion) {}
}
