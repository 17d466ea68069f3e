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
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the platform is. */
@Description("How far the platform is; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MLPlatformStatus(
        @Description("Summary for people; automation reads conditions.") @Nullable
        Phase phase,

        @Description("NewDedicated, NewShared, ExistingShared or BringYourOwn, as the spec decides.") @Nullable
        Scenario scenario,

        @Description("Generation of the spec that was accepted last and is run; a refused update leaves it as it is.")
        @Nullable
        Long acceptedGeneration,

        @Description("What deleting will do to the cluster: Delete or Orphan; empty when it made none.") @Nullable
        DeletePolicy effectiveDeletePolicy,

        @Description("Where the platform is reached: the profile's output url, else its HTTPRoute or Ingress.")
        @Nullable
        String url,

        @Description("ComputePool that makes the cluster.") @Nullable
        Reference poolRef,

        @Description("Environment the platform runs in.") @Nullable
        Reference environmentRef,

        @Description("What each cluster was told to run and what it reports.") @ListKeys("name")
        List<ClusterStatus> clusters,

        @Description("GPUs in use and reserved, by family.") Map<String, GpuUsage> gpu,

        @Description("What was published, one artifact per class of clusters.")
        List<ArtifactRef> artifacts,

        @Description("Steps since the last change of the spec, at most 40.")
        @Size(max = 40)
        @ListKeys({"step", "cluster"})
        List<TimelineEntry> timeline,

        @Description("When the platform was Ready for the first time; from then on trouble is Degraded "
                + "instead of Failed.")
        @DateTime
        @Nullable
        String firstReadyTime,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: Accepted, ProfilesResolved, ClusterReady, SpokeJoined, "
                + "EnvironmentReady, Delivered, Healthy, Ready.")
        @ListKeys("type")
        List<Condition> conditions)
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
