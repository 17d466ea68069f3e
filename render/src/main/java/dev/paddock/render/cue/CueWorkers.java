// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.StatusReport;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.render.worker.WorkerPool;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A fixed number of CUE workers, each started when it is first needed. A worker that gives no answer is ended and replaced, and its
 * question asked once more. A second failure is the template's where the template took too much, and
 * {@link EngineUnavailableException} otherwise.
 */
public final class CueWorkers implements TemplateEngine, AutoCloseable {

    /** More templates than a hub renders with. */
    private static final int SCHEMAS = 1_000;

    private final WorkerLimits limits;
    private final WorkerPool pool;
    private final ObjectMapper mapper = new ObjectMapper();
    private final AnswerReader reader = new AnswerReader();
    private final ContextReads contextReads = new ContextReads();
    private final Map<String, Optional<JsonNode>> schemas =
            Collections.synchronizedMap(new LinkedHashMap<String, Optional<JsonNode>>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<JsonNode>> eldest) {
                    return size() > SCHEMAS;
                }
            });

    /** @param command the worker's command line; asked for when the first worker is started, as finding it may mean compiling it */
    public CueWorkers(Supplier<List<String>> command, WorkerLimits limits) {
        this.limits = limits;
        this.pool = new WorkerPool(command, limits.bounds());
    }

    @Override
    public Evaluation evaluate(Question question) {
        if (!(question.schematic() instanceof Definition.Schematic.Cue cue)) {
            return new Evaluation.Refused(List.of(TemplateProblem.of("this engine evaluates CUE and nothing else")));
        }
        ObjectNode request = request("render", cue.text());
        request.set("parameter", question.parameter());
        request.set("context", contextReads.only(cue.text(), question.context()));
        return switch (ask(request)) {
            case Answer.Failed failed -> new Evaluation.Refused(failed.problems());
            case Answer.Given given -> bounded(reader.rendered(given.result()));
        };
    }

    /** What is wrong with a template, whatever it is given; empty if nothing is. */
    public List<TemplateProblem> check(String template) {
        return switch (ask(request("check", template))) {
            case Answer.Failed failed -> failed.problems();
            case Answer.Given given -> List.of();
        };
    }

    /** Asked for once for each template that is in use; whoever renders has it beside many evaluations. */
    @Override
    public Optional<JsonNode> parameters(Definition.Schematic schematic) {
        if (!(schematic instanceof Definition.Schematic.Cue(String template))) {
            return Optional.empty();
        }
        Optional<JsonNode> known = schemas.get(template);
        if (known != null) {
            return known;
        }
        Optional<JsonNode> schema;
        try {
            schema = Optional.of(schema(template))
                    .filter(found -> found.problems().isEmpty())
                    .map(Schema::schema);
        } catch (EngineUnavailableException busy) {
            // The rendering that asks will say so itself.
            return Optional.empty();
        }
        schemas.put(template, schema);
        return schema;
    }

    /** The OpenAPI schema of a template's parameter, or why there is none. */
    public Schema schema(String template) {
        return switch (ask(request("schema", template))) {
            case Answer.Failed failed -> new Schema(mapper.createObjectNode(), failed.problems());
            case Answer.Given given -> new Schema(given.result(), List.of());
        };
    }

    /**
     * What the snippets {@code healthPolicy} and {@code customStatus} of a definition say.
     *
     * @param context with {@code output} and {@code outputs} as they are in the cluster
     */
    public StatusReport status(Definition definition, JsonNode parameter, JsonNode context) {
        return status(definition.healthPolicy(), definition.customStatus(), parameter, context);
    }

    /** The same for who has only the snippets. */
    public StatusReport status(
            Optional<String> healthPolicy, Optional<String> customStatus, JsonNode parameter, JsonNode context) {
        ObjectNode request = request("status", "");
        healthPolicy.ifPresent(snippet -> request.put("health", snippet));
        customStatus.ifPresent(snippet -> request.put("message", snippet));
        request.set("parameter", parameter);
        request.set("context", context);
        return switch (ask(request)) {
            case Answer.Failed failed -> new StatusReport(Optional.empty(), Optional.empty(), failed.problems());
            case Answer.Given given ->
                new StatusReport(
                        Optional.of(given.result().path("healthy"))
                                .filter(JsonNode::isBoolean)
                                .map(JsonNode::booleanValue),
                        Optional.of(given.result().path("message"))
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::textValue),
                        List.of());
        };
    }

    /** @param schema means nothing if there are problems */
    public record Schema(JsonNode schema, List<TemplateProblem> problems) {
        public Schema {
            problems = List.copyOf(problems);
        }
    }

    /** What came back of one question. */
    sealed interface Answer {
        record Given(JsonNode result) implements Answer {}

        record Failed(List<TemplateProblem> problems) implements Answer {}
    }

    private Evaluation bounded(Evaluation.Rendered rendered) {
        int objects = rendered.outputs().size() + 1;
        return objects > limits.objects()
                ? new Evaluation.Refused(List.of(TemplateProblem.of(
                        "the template makes %d objects, at most %d are allowed".formatted(objects, limits.objects()))))
                : rendered;
    }

    private ObjectNode request(String operation, String template) {
        return mapper.createObjectNode().put("id", 1).put("op", operation).put("template", template);
    }

    private Answer ask(ObjectNode request) {
        return switch (pool.ask(request)) {
            case WorkerPool.Answer.Failed failed -> failed(failed.reason());
            case WorkerPool.Answer.Unavailable unavailable ->
                throw new EngineUnavailableException(unavailable.reason(), unavailable.cause());
            case WorkerPool.Answer.Given given -> {
                List<TemplateProblem> problems = reader.problems(given.answer().path("problems"));
                yield problems.isEmpty()
                        ? new Answer.Given(given.answer().path("result"))
                        : new Answer.Failed(problems);
            }
        };
    }

    private static Answer failed(String message) {
        return new Answer.Failed(List.of(TemplateProblem.of(message)));
    }

    /** The processes that run now, for tests and for diagnosis. */
    List<Long> pids() {
        return pool.pids();
    }

    @Override
    public void close() {
        pool.close();
    }
}
