// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.embedded.containers.HostFacts;
import dev.paddock.testkit.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts fleets, measures them and writes {@code bench/results}. */
@Command(name = "bench", description = "Measure a fleet of this machine.", mixinStandardHelpOptions = true)
final class BenchMain implements Callable<Integer> {
    @Option(names = "--shared", defaultValue = "100", description = "Platforms on a shared environment.")
    private int shared;

    @Option(names = "--dedicated", defaultValue = "3", description = "Platforms with a cluster of their own.")
    private int dedicated;

    @Option(names = "--drift", defaultValue = "100", description = "Objects deleted by hand.")
    private int drift;

    @Option(names = "--fields", defaultValue = "100", description = "Fields changed by another manager.")
    private int fields;

    @Option(names = "--simulated", defaultValue = "100", description = "Simulated spokes of one deployment.")
    private int simulated;

    @Option(names = "--pushes", defaultValue = "10", description = "Changes of the deployment on simulated spokes.")
    private int pushes;

    @Option(names = "--resting", defaultValue = "500", description = "Deployments at rest whose memory is measured.")
    private int resting;

    @Option(names = "--scale", defaultValue = "1000", description = "Platforms at once, over four spokes.")
    private int scale;

    @Option(
            names = "--containers",
            defaultValue = "50",
            description = "Pods on a node that runs containers; left out where the machine cannot.")
    private int containers;

    @Option(names = "--renders", defaultValue = "4000", description = "Applications rendered one after another.")
    private int renders;

    private final Clock clock;

    private BenchMain(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain(Clock.systemUTC())).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (renders > 0) {
            write("Figures of rendering", "render.md", new RenderBench(renders).run());
        }
        if (fields + simulated > 0) {
            write("Figures of delivery", "delivery.md", delivery());
        }
        if (shared + dedicated + drift + scale > 0) {
            write("Figures of a fleet", "fleet.md", fleet());
        }
        Optional<HostFacts.Obstacle> obstacle = HostFacts.gather().obstacle();
        if (containers > 0 && obstacle.isEmpty()) {
            write("Figures of nodes that run containers", "containers.md", new ContainersBench(containers).run());
        }
        obstacle.ifPresent(found -> System.err.println("no container nodes measured: " + found.reason()));
        return 0;
    }

    private List<Figure> fleet() throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        long start = System.nanoTime();
        try (Fleet fleet = Fleet.up("bench", "--spokes", "2", "--gpus", "NVIDIA-A100=8")) {
            figures.add(new Figure(
                    "hub and two spokes ready, everything compiled",
                    Durations.seconds(Duration.ofNanos(System.nanoTime() - start)),
                    "25 s"));
            FleetBench bench = new FleetBench(fleet);
            if (shared > 0) {
                figures.add(bench.shared(shared));
            }
            if (dedicated > 0) {
                figures.add(bench.dedicated(dedicated));
            }
            if (drift > 0) {
                figures.add(bench.drift(drift));
            }
        }
        if (scale > 0) {
            // Three nodes each: a node takes 110 pods, as a kubelet does, and a spoke gets a quarter of them all.
            try (Fleet fleet = Fleet.up("scale", "--spokes", "4", "--gpus", "NVIDIA-A100=24")) {
                figures.addAll(new FleetBench(fleet).scale(scale));
            }
        }
        return figures;
    }

    private List<Figure> delivery() throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (Fleet fleet = Fleet.up("delivery", "--spokes", "2", "--gpus", "NVIDIA-A100=8")) {
            DeliveryBench delivery = new DeliveryBench(fleet, clock);
            if (fields > 0) {
                figures.add(delivery.driftOfFields(fields));
            }
            if (simulated > 0) {
                figures.addAll(delivery.pushToApplied(simulated, pushes, resting));
            }
        }
        return figures;
    }

    private void write(String title, String name, List<Figure> figures) throws IOException {
        StringBuilder page = new StringBuilder("# " + title + "\n\n");
        page.append("Made by `make bench` on ")
                .append(LocalDate.now(clock))
                .append(": ")
                .append(Machine.here())
                .append(".\n\n");
        page.append("| what | measured | meant to be at most |\n|---|---|---|\n");
        figures.forEach(
                figure -> page.append("| %s | %s | %s |\n".formatted(figure.name(), figure.value(), figure.target())));
        Path file = Path.of(System.getProperty("paddock.root"))
                .resolve("bench/results")
                .resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, page);
        System.out.print(page);
    }
}
