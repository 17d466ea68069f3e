// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.Terminal;
import dev.paddock.embedded.containers.NodeChoice;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a person reads when {@code up} is done: what there is, which of its nodes are simulated, and how to go on. */
final class UpSummary {
    private final Terminal terminal;
    private final FleetRequest request;
    private final NodeChoice choice;
    private final List<String> containerSpokes;

    UpSummary(Terminal terminal, FleetRequest request, NodeChoice choice, List<String> containerSpokes) {
        this.terminal = terminal;
        this.request = request;
        this.choice = choice;
        this.containerSpokes = containerSpokes;
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
        nodes().forEach(out::println);
        out.println();
        out.println("Go on with:");
        out.println("  paddock status                              what runs here");
        out.println("  paddock apply -f FILE                       platforms, projects, profiles");
        out.println("  paddock catalog                             which platforms can be had");
        out.println("  paddock kubectl get managedclusters         kubectl against the hub; --cluster names a spoke");
        out.println("  paddock down                                stop everything, keep the state");
    }

    private List<String> nodes() {
        List<String> lines = new ArrayList<>();
        if (!containerSpokes.isEmpty()) {
            lines.add("Pods really run on %s; their GPUs are SIMULATED.".formatted(String.join(", ", containerSpokes)));
        }
        List<String> others = request.spokeNames().stream()
                .filter(name -> !containerSpokes.contains(name))
                .toList();
        if (!others.isEmpty()) {
            lines.add("Nodes%s are SIMULATED: pods are scheduled and reported, no container runs."
                    .formatted(containerSpokes.isEmpty() ? "" : " of " + String.join(", ", others)));
        }
        switch (choice) {
            case NodeChoice.Simulated simulated -> {
                if (!simulated.reason().isEmpty()) {
                    lines.add("Why: %s. %s".formatted(simulated.reason(), simulated.remedy()));
                }
            }
            case NodeChoice.Containers containers -> {
                if (!containers.wayOut()) {
                    lines.add(
                            "Pods reach nothing outside of this machine; to let them: sysctl -w net.ipv4.ip_forward=1");
                }
                if (!others.isEmpty()) {
                    lines.add("A spoke keeps the kind of nodes it was made with; to change it: paddock cluster remove "
                            + others.getFirst());
                }
            }
            case NodeChoice.Refused refused -> throw new IllegalStateException("refused before it began");
        }
        return lines;
    }
}
