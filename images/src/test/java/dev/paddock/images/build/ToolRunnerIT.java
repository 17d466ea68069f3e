// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What namespaces promise, with a tool that would not clean up after itself. */
class ToolRunnerIT {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

    @TempDir
    Path folder;

    @BeforeEach
    void asRoot() throws IOException {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("images are built by root")
                .isEqualTo(0);
    }

    @Test
    void aToolThatIsCutOffLeavesNoProcessAndNoMount() throws IOException {
        // Found again among all processes by a number that nobody else sleeps for.
        String marker = "7" + ProcessHandle.current().pid() + System.nanoTime() % 1_000_000;
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Path begun = folder.resolve("begun");
        String script =
                "mount -t tmpfs x %1$s; touch %2$s; setsid sleep %3$s & sleep %3$s".formatted(mounted, begun, marker);

        ImageException failure = catchThrowableOfType(
                ImageException.class, () -> runner(Duration.ofSeconds(4)).isolated(tool("sh", "-c", script)));

        assertThat(failure.kind()).isEqualTo(ImageException.Kind.TIMED_OUT);
        assertThat(failure.remedy()).contains("--timeout");
        assertThat(begun).as("it was at work").exists();
        assertThat(Wait.until(Duration.ofSeconds(10), () -> sleeping(marker).isEmpty()))
                .as("the whole tree is gone")
                .isTrue();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(mounted.toString());
    }

    @Test
    void aToolThatFailsIsToldWithTheEndOfWhatItSaid() {
        ImageException failure = catchThrowableOfType(
                ImageException.class,
                () -> runner(Duration.ofSeconds(30)).isolated(tool("sh", "-c", "echo no such package >&2; exit 3")));

        assertThat(failure.kind()).isEqualTo(ImageException.Kind.TOOL);
        assertThat(failure).hasMessage("demo failed with status 3:%nno such package".formatted());
        assertThat(failure.remedy()).endsWith("logs/demo.log");
    }

    private static Optional<ProcessHandle> sleeping(String marker) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .anyMatch(all -> List.of(all).contains(marker)))
                .findAny();
    }

    private ToolRunner runner(Duration patience) {
        return new ToolRunner(
                new Home(folder.resolve("cache")), new ToolRunner.Deadline(System.nanoTime() + patience.toNanos()));
    }

    private ToolRunner.Tool tool(String... command) {
        return new ToolRunner.Tool("demo", List.of(command), ENVIRONMENT, folder);
    }
}
