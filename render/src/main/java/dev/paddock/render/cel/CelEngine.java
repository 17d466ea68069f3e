// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.StatusReport;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.definition.TemplateProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** CEL schematics, compiled once and kept as long as they are among the most recently used. */
public final class CelEngine implements TemplateEngine {

    private final CelLimits limits;
    private final LongSupplier nanos;
    private final Map<String, CompiledSchematic> compiled;

    /** @param nanos a clock that only goes on, such as {@link System#nanoTime} */
    public CelEngine(CelLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.compiled = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CompiledSchematic> eldest) {
                return size() > limits.kept();
            }
        };
    }

    @Override
    public Evaluation evaluate(Question question) {
        if (!(question.schematic() instanceof Definition.Schematic.Cel cel)) {
            return refused("this engine evaluates CEL and nothing else");
        }
        CompiledSchematic schematic = compiled(cel.text());
        if (!schematic.problems().isEmpty()) {
            return new Evaluation.Refused(schematic.problems());
        }
        List<TemplateProblem> problems = new ArrayList<>();
        JsonNode parameter = schematic.parameters().complete(question.parameter(), problems);
        if (!problems.isEmpty()) {
            return new Evaluation.Refused(problems);
        }
        try {
            return new SchematicRun(schematic, parameter, question.context(), limits, new Budget(limits, nanos))
                    .rendered();
        } catch (Node.FailedException failed) {
            return new Evaluation.Refused(List.of(failed.problem()));
        } catch (Budget.ExceededException exceeded) {
            return refused(String.valueOf(exceeded.getMessage()));
        }
    }

    /** What is wrong with a definition's schematic, whatever it is given; empty if nothing is. Paths begin below {@code schematic.cel}. */
    public List<TemplateProblem> check(Definition.Kind kind, Definition.Schematic.Cel cel) {
        CompiledSchematic schematic = compiled(cel.text());
        List<TemplateProblem> problems = new ArrayList<>(schematic.problems());
        boolean main = schematic.resources().stream().anyMatch(each -> each.id().equals(CompiledSchematic.MAIN));
        boolean patches =
                schematic.patch().isPresent() || schematic.jsonPatches().isPresent();
        switch (kind) {
            case COMPONENT, POLICY -> {
                if (!main && schematic.problems().isEmpty()) {
                    problems.add(problem("resources", "one of them must have the id output, the main object"));
                }
                if (patches) {
                    problems.add(problem("patch", "only a trait patches"));
                }
            }
            case TRAIT -> {
                if (main) {
                    problems.add(problem("resources", "output is the component's; give the trait's object another id"));
                }
                if (!patches && schematic.resources().isEmpty() && problems.isEmpty()) {
                    problems.add(problem("patch", "a trait has patch, jsonPatches or resources"));
                }
            }
            case WORKFLOW_STEP -> problems.add(problem("resources", "a step is run and not rendered: write it in CUE"));
        }
        return problems;
    }

    @Override
    public Optional<JsonNode> parameters(Definition.Schematic schematic) {
        return schematic instanceof Definition.Schematic.Cel cel
                        && compiled(cel.text()).problems().isEmpty()
                ? Optional.of(schema(cel))
                : Optional.empty();
    }

    /** The schema of a schematic's parameters, for forms. */
    public JsonNode schema(Definition.Schematic.Cel cel) {
        return compiled(cel.text()).parameters().schema();
    }

    /**
     * Whether the objects are ready, by {@code readyWhen}.
     *
     * @param context with {@code output} and {@code outputs} as they are in the cluster
     */
    public StatusReport status(Definition.Schematic.Cel cel, JsonNode parameter, JsonNode context) {
        CompiledSchematic schematic = compiled(cel.text());
        List<TemplateProblem> problems = new ArrayList<>(schematic.problems());
        JsonNode whole = problems.isEmpty() ? schematic.parameters().complete(parameter, problems) : parameter;
        if (!problems.isEmpty()) {
            return new StatusReport(Optional.empty(), Optional.empty(), problems);
        }
        try {
            return new SchematicRun(schematic, whole, context, limits, new Budget(limits, nanos)).status();
        } catch (Budget.ExceededException exceeded) {
            return new StatusReport(
                    Optional.empty(), Optional.empty(), List.of(problem("", String.valueOf(exceeded.getMessage()))));
        }
    }

    private CompiledSchematic compiled(String source) {
        synchronized (compiled) {
            CompiledSchematic known = compiled.get(source);
            if (known != null) {
                return known;
            }
        }
        // Outside the lock: others go on meanwhile, and of two that compile the same the later one stays.
        CompiledSchematic made = new SchematicCompiler(limits).compile(source);
        synchronized (compiled) {
            compiled.put(source, made);
        }
        return made;
    }

    private static Evaluation refused(String message) {
        return new Evaluation.Refused(List.of(TemplateProblem.of(message)));
    }

    private static TemplateProblem problem(String path, String message) {
        return new TemplateProblem(path, 0, 0, message);
    }
}
