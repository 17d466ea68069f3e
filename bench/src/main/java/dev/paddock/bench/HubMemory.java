// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.embedded.process.ProcessStatus;
import dev.paddock.testkit.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap that the hub holds after a collection, and the memory of its process. */
final class HubMemory {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private HubMemory() {}

    static List<Figure> of(Fleet fleet) {
        long kibibytes = heapKibibytes(fleet);
        return List.of(
                new Figure("hub heap after collection", "%d MiB".formatted(kibibytes >> 10), ""),
                new Figure(
                        "hub memory (proportional set size)",
                        "%d MiB".formatted(running(fleet).memoryBytes() >> 20),
                        ""));
    }

    /** After a collection. */
    static long heapKibibytes(Fleet fleet) {
        long pid = running(fleet).pid();
        jcmd(pid, "GC.run");
        Matcher heap = USED.matcher(jcmd(pid, "GC.heap_info"));
        long kibibytes = 0;
        while (heap.find()) {
            kibibytes += Long.parseLong(heap.group(1));
        }
        return kibibytes;
    }

    private static ProcessStatus.Running running(Fleet fleet) {
        return (ProcessStatus.Running) fleet.processes().observe("hub").orElseThrow();
    }

    private static String jcmd(long pid, String command) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the hub's virtual machine", e);
        }
    }
}
