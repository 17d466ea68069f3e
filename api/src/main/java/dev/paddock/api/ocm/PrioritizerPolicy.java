// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which scorers rank the clusters that passed the filters. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrioritizerPolicy(
        @Description("Additive (default) adds to the built-in scorers, Exact replaces them.")
        @Default("Additive")
        @Nullable
        Mode mode,

        @Description("Scorers and their weights.") List<PrioritizerConfig> configurations) {
    public PrioritizerPolicy {
        configurations = configurations == null ? List.of() : List.copyOf(configurations);
    }

    /** One scorer and its weight. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PrioritizerConfig(
            @Description("Which score is meant.") @Required ScoreCoordinate scoreCoordinate,

            @Description("Weight from -10 to 10; 1 by default, 0 switches the scorer off.")
            @Min(-10)
            @Max(10)
            @Default("1")
            @Nullable
            Integer weight) {}

    /** Names a built-in scorer or a score that an add-on reports. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ScoreCoordinate(
            @Description("BuiltIn (default) or AddOn.") @Required @Default("BuiltIn") @Nullable
            ScoreType type,

            @Description("Name of the built-in scorer: Balance, Steady, ResourceAllocatableCPU or "
                    + "ResourceAllocatableMemory.")
            @Nullable
            String builtIn,

            @Description("Score that an add-on reports.") @Nullable
            AddOnScore addOn) {}

    /** A score by the AddOnPlacementScore that holds it and its name therein. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AddOnScore(
            @Description("Name of the AddOnPlacementScore in the cluster's namespace.") @Required
            String resourceName,

            @Description("Name of the score in it.") @Required
            String scoreName) {}

    /** Whether the configurations add to the default scorers or replace them. */
    public enum Mode {
        @JsonProperty("Additive")
        ADDITIVE,
        @JsonProperty("Exact")
        EXACT
    }

    /** Where a score comes from. */
    public enum ScoreType {
        @JsonProperty("BuiltIn")
        BUILT_IN,
        @JsonProperty("AddOn")
        ADD_ON
    }
}
