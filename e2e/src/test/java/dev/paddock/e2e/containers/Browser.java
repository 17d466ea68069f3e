// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.containers;

import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Paddock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's Chromium without a display, one process per page. */
record Browser(Path program, Paddock runner, Path profile) {
    private static final List<String> NAMES = List.of("chromium-headless-shell", "chromium");

    /** How long scripts of a page may run, in a clock that stands still while nothing happens. */
    private static final int BUDGET_MILLIS = 20_000;

    static Optional<Path> installed() {
        return NAMES.stream()
                .flatMap(name -> Stream.of("/usr/bin", "/usr/local/bin").map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The page's elements after its scripts have run. */
    String elements(String url) {
        return run(List.of("--dump-dom"), url).expect(0).out();
    }

    void picture(String url, Path file) {
        run(List.of("--screenshot=" + file), url).expect(0);
    }

    private CommandResult run(List<String> options, String url) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                // The page is ours, and as root the sandbox cannot be had.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile,
                "--window-size=1400,1000",
                "--virtual-time-budget=" + BUDGET_MILLIS));
        command.addAll(options);
        command.add(url);
        return runner.run(profile.resolveSibling(""), Map.of(), command);
    }
}
