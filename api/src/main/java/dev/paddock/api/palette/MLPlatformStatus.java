// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.common.Reference;
import dev.paddock.api.common.TimelineEntry;
import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the platform is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MLPlatformStatus(
        @Nullable Phase phase,
        @Nullable Scenario scenario,
        @Nullable Long acceptedGeneration,
        @Nullable DeletePolicy effectiveDeletePolicy,
        @Nullable String url,
        @Nullable Reference poolRef,
        @Nullable Reference environmentRef,
        @ListKeys("name") List<ClusterStatus> clusters,
        Map<String, GpuUsage> gpu,
        List<ArtifactRef> artifacts,
        @Size(max = 40) @ListKeys({"step", "cluster"}) List<TimelineEntry> timeline,
        @DateTime @Nullable String firstReadyTime,
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions)
        implements Conditioned {
    public MLPlatformStatus {
        clusters = Immutable.list(clusters);
        gpu = Immutable.map(gpu);
        artifacts = Immutable.list(artifacts);
        timeline = Immutable.list(timeline);
        conditions = Immutable.list(conditions);
    }

    /** Summary for people; automation reads conditions. */
    public enum Phase {
        PENDING("Pending"),
        REJECTED("Rejected"),
        PROVISIONING("Provisioning"),
        REGISTERING("Registering"),
        INSTALLING("Installing"),
        DEPLOYING("Deploying"),
        RUNNING("Running"),
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
}
