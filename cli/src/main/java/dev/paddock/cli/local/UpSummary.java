// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a person reads when {@code up} is done: what there is, that its nodes are simulated, and how to go on. */
final class UpSummary {
    private final Terminal terminal;
    private final FleetRequest request;

    UpSummary(Terminal terminal, FleetRequest request) {
        this.terminal = terminal;
        this.request = request;
    }

    void print(Instant began) {
        PrintStream out = terminal.out();
        double seconds = Duration.between(began, terminal.clock().instant()).toMillis() / 1000.0;
        String gpus = request.gpus().isEmpty()
                ? "no GPUs"
                : new TreeMap<>(request.gpus())
                        .entrySet().stream()
                                .map(entry -> entry.getValue() + " x " + entry.getKey())
                                .collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                "The hub and %d spokes are ready after %.1f s. Each spoke has %s.%n",
                request.spokes(),
                seconds,
                gpus);
        out.println("Nodes are SIMULATED: pods are scheduled and reported, no container runs "
                + "(nodes that run containers come with issue 2 of 4).");
        out.println();
        out.println("Go on with:");
        out.println("  paddock status                              what runs here");
        out.println("  paddock apply -f FILE                       platforms, projects, profiles");
        out.println("  paddock catalog                             which platforms can be had");
        out.println("  paddock kubectl get managedclusters         kubectl against the hub; --cluster names a spoke");
        out.println("  paddock down                                stop everything, keep the state");
    }
}
