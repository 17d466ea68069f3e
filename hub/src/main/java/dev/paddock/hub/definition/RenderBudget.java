// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.definition.TemplateProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The engine for one rendering, which refuses what is asked when the rendering has taken its time: a workload of fifty components that each
 * take all that an evaluation may would keep a reconciler for minutes. What has begun is not cut off here; the engine does that.
 */
public final class RenderBudget implements TemplateEngine {

    /** More than one evaluation with its repetition takes at worst. */
    public static final Duration STANDARD = Duration.ofSeconds(15);

    private final TemplateEngine engine;
    private final Clock clock;
    private final Duration budget;
    private final Instant end;

    public RenderBudget(TemplateEngine engine, Clock clock, Duration budget) {
        this.engine = engine;
        this.clock = clock;
        this.budget = budget;
        this.end = clock.instant().plus(budget);
    }

    @Override
    public Optional<JsonNode> parameters(Definition.Schematic schematic) {
        return clock.instant().isAfter(end) ? Optional.empty() : engine.parameters(schematic);
    }

    @Override
    public Evaluation evaluate(Question question) {
        if (clock.instant().isAfter(end)) {
            return new Evaluation.Refused(
                    List.of(TemplateProblem.of("not evaluated: the workload's other templates took more than %d s"
                            .formatted(budget.toSeconds()))));
        }
        return engine.evaluate(question);
    }
}
