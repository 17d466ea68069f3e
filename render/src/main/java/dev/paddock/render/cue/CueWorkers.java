// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.definition.TemplateProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A fixed number of CUE workers, each started when it is first needed. A worker that gives no answer is ended and replaced, and its
 * question asked once more. A second failure is the template's where the template took too much, and
 * {@link EngineUnavailableException} otherwise.
 */
public final class CueWorkers implements TemplateEngine, AutoCloseable {

    private static final int ATTEMPTS = 2;

    private final Supplier<List<String>> command;
    private final WorkerLimits limits;
    private final BlockingQueue<Slot> idle;
    private final List<Slot> slots = new ArrayList<>();
    private final ScheduledExecutorService watch;
    private final ObjectMapper mapper = new ObjectMapper();
    private final AnswerReader reader = new AnswerReader();

    /** A place for a worker; whoever has taken it from the queue has it alone. */
    private static final class Slot {
        private volatile Optional<CueWorker> worker = Optional.empty();
    }

    /** @param command the worker's command line; asked for when the first worker is started, as finding it may mean compiling it */
    public CueWorkers(Supplier<List<String>> command, WorkerLimits limits) {
        this.command = command;
        this.limits = limits;
        this.idle = new ArrayBlockingQueue<>(limits.workers());
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("cue-watch").factory());
        for (int i = 0; i < limits.workers(); i++) {
            Slot slot = new Slot();
            slots.add(slot);
            idle.add(slot);
        }
    }

    @Override
    public Evaluation evaluate(Question question) {
        ObjectNode request = request("render", question.template());
        request.set("parameter", question.parameter());
        request.set("context", question.context());
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
    public Status status(Definition definition, JsonNode parameter, JsonNode context) {
        ObjectNode request = request("status", "");
        definition.healthPolicy().ifPresent(snippet -> request.put("health", snippet));
        definition.customStatus().ifPresent(snippet -> request.put("message", snippet));
        request.set("parameter", parameter);
        request.set("context", context);
        return switch (ask(request)) {
            case Answer.Failed failed -> new Status(Optional.empty(), Optional.empty(), failed.problems());
            case Answer.Given given ->
                new Status(
                        Optional.of(given.result().path("healthy"))
                                .filter(JsonNode::isBoolean)
                                .map(JsonNode::booleanValue),
                        Optional.of(given.result().path("message"))
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::textValue),
                        List.of());
        };
    }

    /**
     * @param healthy empty if the definition does not say; false also where it asks for what is not reported yet
     * @param message empty if it says nothing, or nothing yet
     */
    public record Status(Optional<Boolean> healthy, Optional<String> message, List<TemplateProblem> problems) {
        public Status {
            problems = List.copyOf(problems);
        }
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
        byte[] line;
        try {
            line = mapper.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
        if (line.length > limits.requestMiB() << 20) {
            return failed(
                    "template, parameter and context together are larger than %d MiB".formatted(limits.requestMiB()));
        }
        Slot slot;
        try {
            slot = idle.poll(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException("interrupted while waiting for a CUE worker", e);
        }
        if (slot == null) {
            throw new EngineUnavailableException("all %d CUE workers were busy for %d s"
                    .formatted(limits.workers(), limits.patience().toSeconds()));
        }
        try {
            return attempt(slot, line);
        } finally {
            idle.add(slot);
        }
    }

    private Answer attempt(Slot slot, byte[] line) {
        WorkerLostException reason = new WorkerLostException("", WorkerLostException.Blame.MACHINE);
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return answer(worker(slot).ask(line));
            } catch (WorkerLostException lost) {
                drop(slot);
                reason = lost;
            } catch (IOException garbled) {
                drop(slot);
                reason = new WorkerLostException(
                        "the CUE worker gave no sensible answer: " + garbled.getMessage(),
                        WorkerLostException.Blame.MACHINE,
                        garbled);
            }
        }
        String message = reason.getMessage() + ", also when tried again; the worker was replaced";
        return switch (reason.blame()) {
            case TEMPLATE -> failed(message);
            case MACHINE -> throw new EngineUnavailableException(message, reason);
        };
    }

    private Answer answer(byte[] line) throws IOException {
        JsonNode answer = mapper.readTree(line);
        List<TemplateProblem> problems = reader.problems(answer.path("problems"));
        return problems.isEmpty() ? new Answer.Given(answer.path("result")) : new Answer.Failed(problems);
    }

    private CueWorker worker(Slot slot) throws WorkerLostException {
        Optional<CueWorker> there = slot.worker.filter(CueWorker::isAlive);
        if (there.isPresent()) {
            return there.get();
        }
        List<String> line;
        try {
            line = command.get();
        } catch (RuntimeException e) {
            // Nothing that a second try a moment later would find changed; it may have been minutes of compiling.
            throw new EngineUnavailableException("the CUE worker is not there: " + e.getMessage(), e);
        }
        CueWorker started = CueWorker.start(line, limits, watch);
        slot.worker = Optional.of(started);
        return started;
    }

    private static void drop(Slot slot) {
        slot.worker.ifPresent(CueWorker::close);
        slot.worker = Optional.empty();
    }

    private static Answer failed(String message) {
        return new Answer.Failed(List.of(TemplateProblem.of(message)));
    }

    /** The processes that run now, for tests and for diagnosis. */
    List<Long> pids() {
        return slots.stream()
                .flatMap(slot -> slot.worker.filter(CueWorker::isAlive).stream())
                .map(CueWorker::pid)
                .toList();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        slots.forEach(CueWorkers::drop);
    }
}
