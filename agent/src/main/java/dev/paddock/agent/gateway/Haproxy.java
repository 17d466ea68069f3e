// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands a configuration to the running HAProxy: checked first, then put in place as a whole, then taken over by new workers
 * while the old ones finish what they have begun. Does not start HAProxy; whoever started the cluster does.
 */
final class Haproxy {

    private static final Duration CHECK = Duration.ofSeconds(20);
    private static final Duration TAKE_OVER = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;
    private static final int LONGEST_COMPLAINT = 500;

    /** Of the master's line in its list of processes: how often it has reloaded. */
    private static final Pattern RELOADS = Pattern.compile("(?m)^\\d+\\s+master\\s+(\\d+)");

    private static final Pattern WORKER = Pattern.compile("(?m)^\\d+\\s+worker\\s+0\\b");

    private final Path configuration;
    private final Path control;
    private String loaded = "";

    Haproxy(Path configuration, Path control) {
        this.configuration = configuration;
        this.control = control;
    }

    /**
     * Does nothing if HAProxy was given that configuration last and the file still says so.
     *
     * @throws IOException if it is refused or HAProxy does not run; what was there before stays in force
     */
    void load(String text) throws IOException, InterruptedException {
        if (text.equals(loaded) && onDisk().filter(text::equals).isPresent()) {
            return;
        }
        loaded = "";
        Path fresh = configuration.resolveSibling(configuration.getFileName() + ".new");
        write(fresh, text);
        check(fresh);
        Files.move(fresh, configuration, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        reload();
        loaded = text;
    }

    private Optional<String> onDisk() throws IOException {
        try {
            return Optional.of(Files.readString(configuration));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static void check(Path file) throws IOException, InterruptedException {
        Path log = file.resolveSibling("check.log");
        Process process = new ProcessBuilder("haproxy", "-c", "-q", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(CHECK.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(
                    "HAProxy took longer than %d s to check its configuration".formatted(CHECK.toSeconds()));
        }
        String complaint = Files.readString(log).strip();
        Files.delete(log);
        if (process.exitValue() != 0) {
            throw new IOException("HAProxy refuses its configuration: "
                    + complaint.substring(0, Math.min(LONGEST_COMPLAINT, complaint.length())));
        }
    }

    private void reload() throws IOException, InterruptedException {
        int before = reloads(ask("show proc"));
        ask("reload");
        long deadline = System.nanoTime() + TAKE_OVER.toNanos();
        String processes = "";
        while (System.nanoTime() < deadline) {
            processes = processes();
            if (reloads(processes) > before && WORKER.matcher(processes).find()) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException("HAProxy did not take over its new configuration: " + processes);
    }

    /** While the master starts itself anew nobody answers. */
    private String processes() {
        try {
            return ask("show proc");
        } catch (IOException restarting) {
            return "";
        }
    }

    private static int reloads(String processes) {
        Matcher master = RELOADS.matcher(processes);
        return master.find() ? Integer.parseInt(master.group(1)) : -1;
    }

    private String ask(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(control));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            return answer(channel);
        } catch (IOException e) {
            throw new IOException("HAProxy does not answer at %s: %s".formatted(control, e.getMessage()), e);
        }
    }

    private static String answer(SocketChannel channel) throws IOException {
        StringBuilder answer = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer) >= 0) {
            answer.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
            buffer.clear();
        }
        return answer.toString();
    }
}
