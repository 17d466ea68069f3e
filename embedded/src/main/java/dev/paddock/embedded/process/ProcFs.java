// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import dev.paddock.embedded.EmbeddedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what Linux tells about processes. The root is a parameter so that tests need no real process. */
public final class ProcFs {
    /** {@code USER_HZ}, which the kernel's interface fixes at 100 on every architecture Paddock runs on. */
    private static final long TICKS_PER_SECOND = 100;

    private static final long PAGE_BYTES = 4096;
    private static final int STATE_FIELD = 0;
    private static final int THREADS_FIELD = 17;
    private static final int START_FIELD = 19;

    private final Path proc;

    public ProcFs(Path proc) {
        this.proc = proc;
    }

    public static ProcFs ofThisMachine() {
        return new ProcFs(Path.of("/proc"));
    }

    /**
     * @param zombie ended to its last thread, and nobody has asked how
     * @param privateBytes memory that would be free without this process; pages of shared files are not counted
     */
    public record Sample(long pid, long startTicks, boolean zombie, long privateBytes) {}

    public String bootId() {
        return text(proc.resolve("sys/kernel/random/boot_id"))
                .map(String::strip)
                .orElse("unknown");
    }

    /** {@link Sample#privateBytes} of a process and of all it has started that has not outlived it. */
    public long privateBytesOfTree(long pid) {
        return sample(pid).map(Sample::privateBytes).orElse(0L)
                + children(pid).mapToLong(this::privateBytesOfTree).sum();
    }

    // Empty on kernels that do not tell.
    private Stream<Long> children(long pid) {
        Path file = proc.resolve("%d/task/%d/children".formatted(pid, pid));
        return text(file).stream()
                .flatMap(line -> Stream.of(line.strip().split(" ")))
                .filter(child -> !child.isEmpty())
                .map(Long::valueOf);
    }

    public Optional<Sample> sample(long pid) {
        Path entry = proc.resolve(Long.toString(pid));
        return text(entry.resolve("stat"))
                .map(stat -> parse(pid, stat, text(entry.resolve("statm")).orElse("0 0 0")));
    }

    /**
     * A zombie counts as dead once the last of its threads is: until then they still hold its ports and files, although the first thread,
     * which stands for the process, has ended.
     */
    public boolean alive(ProcessIdentity identity) {
        return identity.bootId().equals(bootId())
                && sample(identity.pid())
                        .filter(sample -> sample.startTicks() == identity.startTicks() && !sample.zombie())
                        .isPresent();
    }

    /** How long the process has been running. */
    public Duration uptime(Sample sample) {
        double sinceBoot = text(proc.resolve("uptime"))
                .map(line -> Double.parseDouble(line.strip().split(" ", 2)[0]))
                .orElse(0.0);
        long millis = (long) (sinceBoot * 1000) - sample.startTicks() * 1000 / TICKS_PER_SECOND;
        return Duration.ofMillis(Math.max(0, millis));
    }

    // The command name, in parentheses, may itself hold blanks and parentheses: fields are counted after the last one.
    private static Sample parse(long pid, String stat, String pages) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
        String state = fields[STATE_FIELD];
        return new Sample(
                pid,
                Long.parseLong(fields[START_FIELD]),
                (state.equals("Z") || state.equals("X")) && Integer.parseInt(fields[THREADS_FIELD]) <= 1,
                privatePages(pages) * PAGE_BYTES);
    }

    // Fields of statm: size, resident, shared, ...
    private static long privatePages(String pages) {
        String[] fields = pages.split(" ");
        return Long.parseLong(fields[1]) - Long.parseLong(fields[2]);
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            // Reading the entry of a process that ends meanwhile gives "No such process".
            if (file.endsWith("stat") || file.endsWith("statm") || file.endsWith("children")) {
                return Optional.empty();
            }
            throw new EmbeddedException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
