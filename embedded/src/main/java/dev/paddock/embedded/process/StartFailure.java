// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.process;

import dev.paddock.embedded.EmbeddedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Turns the end of a log into a sentence with a remedy, for the causes that machines have most. */
record StartFailure(String id, String what, Path log) {
    private static final int LINES = 8;
    private static final int READ_BYTES = 32_768;
    private static final int LINE_LENGTH = 300;

    private record Cause(String sign, String remedy) {}

    private static final List<Cause> CAUSES = List.of(
            new Cause("no space left on device", "The disk is full: free some space and run the same command again."),
            new Cause(
                    "address already in use", "Another program took the port meanwhile; the next start takes another."),
            new Cause("too many open files", "Raise the limit of open files (ulimit -n) to 8192 or more."),
            new Cause("inotify", "Raise fs.inotify.max_user_instances to 512 or more (sysctl)."),
            new Cause(
                    "cannot allocate memory", "The machine is out of memory: stop something, or ask for fewer spokes."),
            new Cause("permission denied", "The state directory must belong to the user who runs paddock."));

    EmbeddedException toException() {
        List<String> tail = tail();
        String all = String.join("\n", tail).toLowerCase(Locale.ROOT);
        String remedy = CAUSES.stream()
                .filter(cause -> all.contains(cause.sign()))
                .map(cause -> "\n" + cause.remedy())
                .findFirst()
                .orElse("");
        String lines =
                tail.isEmpty() ? "It wrote nothing." : "Last lines of " + log + ":\n  " + String.join("\n  ", tail);
        return new EmbeddedException("%s %s.%s%n%s".formatted(id, what, remedy, lines));
    }

    private List<String> tail() {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - READ_BYTES));
            var buffer = java.nio.ByteBuffer.allocate(READ_BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            List<String> lines = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "…" : line)
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of("(cannot be read: " + e.getMessage() + ")");
        }
    }
}
