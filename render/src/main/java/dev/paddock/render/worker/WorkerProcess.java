// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.worker;

import dev.paddock.render.worker.WorkerLostException.Blame;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One worker process: a line to it, a line back, one at a time. After an exception it is of no use any more. */
public final class WorkerProcess implements AutoCloseable {

    private static final int COMPLAINT_BYTES = 4096;
    private static final String OUT_OF_MEMORY = "out of memory";

    private final WorkerBounds bounds;
    private final ScheduledExecutorService watch;
    private final Process process;
    private final InputStream answers;
    private final OutputStream questions;
    private final Thread complaints;
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();

    private WorkerProcess(WorkerBounds bounds, ScheduledExecutorService watch, Process process) {
        this.bounds = bounds;
        this.watch = watch;
        this.process = process;
        this.answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
        this.questions = process.getOutputStream();
        this.complaints = Thread.ofPlatform()
                .daemon()
                .name("worker-" + process.pid() + "-stderr")
                .start(this::readComplaint);
    }

    public static WorkerProcess start(List<String> command, WorkerBounds bounds, ScheduledExecutorService watch)
            throws WorkerLostException {
        List<String> line = new ArrayList<>(command);
        line.addAll(bounds.arguments());
        ProcessBuilder builder = new ProcessBuilder(line);
        // Templates shall not see the hub's environment, not even through a fault of the worker.
        builder.environment().clear();
        builder.environment().putAll(bounds.environment());
        // There are as many workers as cores, so each needs one; and most of what an evaluation allocates is gone
        // before it is collected.
        builder.environment().put("GOMAXPROCS", "1");
        builder.environment().put("GOGC", "400");
        builder.environment().put("GOTRACEBACK", "none");
        try {
            return new WorkerProcess(bounds, watch, builder.start());
        } catch (IOException e) {
            throw new WorkerLostException(
                    "the %s cannot be started: ".formatted(bounds.name()) + e.getMessage(), Blame.MACHINE, e);
        }
    }

    /** @param question one line of JSON, without the line break */
    public byte[] ask(byte[] question) throws WorkerLostException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = watch.schedule(
                () -> {
                    late.set(true);
                    process.destroyForcibly();
                },
                bounds.time().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            questions.write(question);
            questions.write('\n');
            questions.flush();
            return readLine();
        } catch (IOException e) {
            throw lost(late.get(), e);
        } finally {
            alarm.cancel(false);
        }
    }

    private byte[] readLine() throws IOException, WorkerLostException {
        int most = (bounds.answerMiB() << 20) + 1024;
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
        byte[] chunk = new byte[1 << 16];
        while (true) {
            int read = answers.read(chunk);
            if (read < 0) {
                throw new IOException("it ended");
            }
            boolean end = read > 0 && chunk[read - 1] == '\n';
            line.write(chunk, 0, end ? read - 1 : read);
            if (end) {
                return line.toByteArray();
            }
            if (line.size() > most) {
                throw new WorkerLostException(
                        "the result is larger than %d MiB".formatted(bounds.answerMiB()), Blame.TEMPLATE);
            }
        }
    }

    private WorkerLostException lost(boolean late, IOException cause) {
        if (late) {
            return new WorkerLostException(
                    "%s took longer than %d s"
                            .formatted(bounds.work(), bounds.time().toSeconds()),
                    Blame.TEMPLATE,
                    cause);
        }
        // Destroying closes the stream that the complaint is still read from.
        String said = complaint();
        process.destroyForcibly();
        return said.contains(OUT_OF_MEMORY)
                ? new WorkerLostException(
                        "%s took more than %d MiB of memory".formatted(bounds.work(), bounds.memoryMiB()),
                        Blame.TEMPLATE,
                        cause)
                // One that has something to say was brought down by what it evaluated; one that was killed is silent.
                : new WorkerLostException(
                        "the %s ended".formatted(bounds.name()) + (said.isEmpty() ? "" : ": " + said),
                        said.isEmpty() ? Blame.MACHINE : Blame.TEMPLATE,
                        cause);
    }

    private String complaint() {
        try {
            complaints.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (complaint) {
            return complaint
                    .toString(StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    /** Reads all of it, so that the worker never waits for a reader, and keeps the beginning. */
    private void readComplaint() {
        byte[] chunk = new byte[COMPLAINT_BYTES];
        try (InputStream errors = process.getErrorStream()) {
            for (int read = errors.read(chunk); read >= 0; read = errors.read(chunk)) {
                synchronized (complaint) {
                    complaint.write(chunk, 0, Math.min(read, Math.max(0, COMPLAINT_BYTES - complaint.size())));
                }
            }
        } catch (IOException unreadable) {
            synchronized (complaint) {
                complaint.writeBytes(
                        ("its errors cannot be read: " + unreadable.getMessage()).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
