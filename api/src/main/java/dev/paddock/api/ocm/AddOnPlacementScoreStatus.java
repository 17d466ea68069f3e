// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scores and how long they may be believed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AddOnPlacementScoreStatus(
        @ListKeys("type") List<Condition> conditions,
        @ListKeys("name") List<Score> scores,
        @Nullable String validUntil) {
    public AddOnPlacementScoreStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        scores = scores == null ? List.of() : List.copyOf(scores);
    }

    /** A named score from -100 (worst) to 100 (best). */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Score(
            @Required String name,
            @Required @Min(-100) @Max(100) Integer value) {}
}
