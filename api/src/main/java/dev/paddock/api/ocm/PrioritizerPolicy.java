// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
        @Default("Additive") @Nullable Mode mode, List<PrioritizerConfig> configurations) {
    public PrioritizerPolicy {
        configurations = configurations == null ? List.of() : List.copyOf(configurations);
    }

    /** One scorer and its weight. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PrioritizerConfig(
            @Required ScoreCoordinate scoreCoordinate,
            @Min(-10) @Max(10) @Default("1") @Nullable Integer weight) {}

    /** Names a built-in scorer or a score that an add-on reports. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ScoreCoordinate(
            @Required @Default("BuiltIn") @Nullable ScoreType type,
            @Nullable String builtIn,
            @Nullable AddOnScore addOn) {}

    /** A score by the AddOnPlacementScore that holds it and its name therein. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AddOnScore(
            @Required String resourceName, @Required String scoreName) {}

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
