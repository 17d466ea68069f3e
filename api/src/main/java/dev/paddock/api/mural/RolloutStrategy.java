// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.Description;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In which order clusters get a change, with the field names of Open Cluster Management's rollout strategy. */
@Description("In which order clusters get a change.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutStrategy(
        @Description(
                "All sends a change to every cluster at once, Progressive to some at a time, ProgressivePerGroup to one decision "
                        + "group after the other.")
        @Required
        Type type,

        @Description("Settings for All.") @Nullable AtOnce all,

        @Description("Settings for Progressive.") @Nullable Progressive progressive,

        @Description("Settings for ProgressivePerGroup.") @Nullable
        PerGroup progressivePerGroup) {

    private static final String DURATION = "^(0|([0-9]+(\\.[0-9]+)?(ms|s|m|h))+)$";
    private static final String DEADLINE = "^(None|([0-9]+(\\.[0-9]+)?(ms|s|m|h))+)$";

    /** Settings for All. They change nothing but what a status calls late. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AtOnce(
            @Description(
                    "How long a cluster may take, or None (default). Has no effect where all clusters get it at once.")
            @Nullable
            @Pattern(DEADLINE)
            String progressDeadline) {}

    /** Settings for Progressive. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Progressive(
            @Description("How long a cluster has to be healthy before the next one follows, e.g. 5m; 0 by default.")
            @Nullable
            @Pattern(DURATION)
            @Default("0")
            String minSuccessTime,

            @Description("How long a cluster may take before it counts as failed, e.g. 10m, or None (default).")
            @Nullable
            @Pattern(DEADLINE)
            String progressDeadline,

            @Description("How many clusters may fail, as a number or a percentage of all; 0 by default.") @Nullable
            IntOrString maxFailures,

            @Description("How many clusters are under way at a time, as a number or a percentage; all by default.")
            @Nullable
            IntOrString maxConcurrency,

            @Description("Decision groups that go first, in this order, and of which no cluster may fail.")
            @Size(max = 64)
            List<MandatoryGroup> mandatoryDecisionGroups) {
        public Progressive {
            mandatoryDecisionGroups = Immutable.list(mandatoryDecisionGroups);
        }
    }

    /** Settings for ProgressivePerGroup. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PerGroup(
            @Description("How long a cluster has to be healthy before the next group follows, e.g. 5m; 0 by default.")
            @Nullable
            @Pattern(DURATION)
            @Default("0")
            String minSuccessTime,

            @Description("How long a cluster may take before it counts as failed, e.g. 10m, or None (default).")
            @Nullable
            @Pattern(DEADLINE)
            String progressDeadline,

            @Description("How many clusters of a group may fail, as a number or a percentage; 0 by default.") @Nullable
            IntOrString maxFailures,

            @Description("Decision groups that go first, in this order, and of which no cluster may fail.")
            @Size(max = 64)
            List<MandatoryGroup> mandatoryDecisionGroups) {
        public PerGroup {
            mandatoryDecisionGroups = Immutable.list(mandatoryDecisionGroups);
        }
    }

    /** A decision group by name or, where it has none, by index. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record MandatoryGroup(
            @Description("Name of the decision group; looked at before groupIndex.") @Nullable @Size(max = 63)
            String groupName,

            @Description("Index of the decision group.") @Nullable @Min(0) @Max(100_000)
            Integer groupIndex) {}

    /** Kinds of order. */
    public enum Type {
        ALL("All"),
        PROGRESSIVE("Progressive"),
        PROGRESSIVE_PER_GROUP("ProgressivePerGroup");

        private final String text;

        Type(String text) {
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
