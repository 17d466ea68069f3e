// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.render.worker.WorkerLostException.Blame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A fixed number of workers, each started when it is first needed. A worker that gives no answer is ended and replaced, and its question
 * asked once more; a second failure is reported in words.
 */
public final class WorkerPool implements AutoCloseable {

    private static final int ATTEMPTS = 2;

    private final Supplier<List<String>> command;
    private final WorkerBounds bounds;
    private final BlockingQueue<Slot> idle;
    private final List<Slot> slots = new ArrayList<>();
    private final ScheduledExecutorService watch;
    private final ObjectMapper mapper = new ObjectMapper();

    /** A place for a worker; whoever has taken it from the queue has it alone. */
    private static final class Slot {
        private volatile Optional<WorkerProcess> worker = Optional.empty();
    }

    /** What came back. */
    public sealed interface Answer {
        record Given(JsonNode answer) implements Answer {}

        /** What was asked is to blame that there is no answer. */
        record Failed(String reason) implements Answer {}

        /** Something else is; the same may be asked again later. */
        record Unavailable(String reason, Throwable cause) implements Answer {}
    }

    /** @param command the worker's command line; asked for when the first worker is started, as finding it may mean compiling it */
    public WorkerPool(Supplier<List<String>> command, WorkerBounds bounds) {
        this.command = command;
        this.bounds = bounds;
        this.idle = new ArrayBlockingQueue<>(bounds.workers());
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("worker-watch").factory());
        for (int i = 0; i < bounds.workers(); i++) {
            Slot slot = new Slot();
            slots.add(slot);
            idle.add(slot);
        }
    }

    public Answer ask(JsonNode request) {
        byte[] line;
        try {
            line = mapper.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
        if (line.length > bounds.requestMiB() << 20) {
            return new Answer.Failed(
                    "what is asked of the %s is larger than %d MiB".formatted(bounds.name(), bounds.requestMiB()));
        }
        Slot slot;
        try {
            slot = idle.poll(bounds.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("interrupted while waiting for a " + bounds.name(), e);
        }
        if (slot == null) {
            String reason = "all %d of the kind %s were busy for %d s"
                    .formatted(
                            bounds.workers(), bounds.name(), bounds.patience().toSeconds());
            return new Answer.Unavailable(reason, new TimeoutException(reason));
        }
        try {
            return attempt(slot, line);
        } finally {
            idle.add(slot);
        }
    }

    private Answer attempt(Slot slot, byte[] line) {
        WorkerLostException reason = new WorkerLostException("", Blame.MACHINE);
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<WorkerProcess> there = slot.worker.filter(WorkerProcess::isAlive);
            List<String> program = List.of();
            if (there.isEmpty()) {
                try {
                    program = command.get();
                } catch (RuntimeException e) {
                    // Nothing that a second try a moment later would find changed; it may have been minutes of
                    // compiling.
                    return new Answer.Unavailable(
                            "the %s is not there: %s".formatted(bounds.name(), e.getMessage()), e);
                }
            }
            try {
                WorkerProcess worker = there.isPresent() ? there.get() : WorkerProcess.start(program, bounds, watch);
                slot.worker = Optional.of(worker);
                return new Answer.Given(mapper.readTree(worker.ask(line)));
            } catch (WorkerLostException lost) {
                drop(slot);
                reason = lost;
            } catch (IOException garbled) {
                drop(slot);
                reason = new WorkerLostException(
                        "the %s gave no sensible answer: %s".formatted(bounds.name(), garbled.getMessage()),
                        Blame.MACHINE,
                        garbled);
            }
        }
        String message = reason.getMessage() + ", also when tried again; the worker was replaced";
        return switch (reason.blame()) {
            case TEMPLATE -> new Answer.Failed(message);
            case MACHINE -> new Answer.Unavailable(message, reason);
        };
    }

    private static void drop(Slot slot) {
        slot.worker.ifPresent(WorkerProcess::close);
        slot.worker = Optional.empty();
    }

    /** The processes that run now, for tests and for diagnosis. */
    public List<Long> pids() {
        return slots.stream()
                .flatMap(slot -> slot.worker.filter(WorkerProcess::isAlive).stream())
                .map(WorkerProcess::pid)
                .toList();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        slots.forEach(WorkerPool::drop);
    }
}
