// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts, or completes, the fleet on this machine. */
@Command(
        name = "up",
        description = {
            "Start a hub and spokes on this machine: real Kubernetes control planes as ordinary processes.",
            "Repeating it changes nothing; after a crash or a reboot it goes on with the state that was kept.",
            "What is not given stays as it was asked for last; at first that is --spokes 2 --gpus NVIDIA-A100=8."
        })
public final class UpCommand implements Callable<Integer> {
    private static final int MOST_SPOKES = 50;

    private final Terminal terminal;

    @Option(names = "--spokes", paramLabel = "N", description = "How many spokes.")
    private @Nullable Integer spokes;

    @Option(
            names = "--gpus",
            paramLabel = "FAMILY=COUNT",
            description = "GPUs of each spoke, as in NVIDIA-A100=8; repeatable.")
    private List<String> gpus = new ArrayList<>();

    @Option(
            names = "--nodes",
            paramLabel = "KIND",
            defaultValue = "auto",
            description = "simulated, or auto to have the best this machine can do (${DEFAULT-VALUE}).")
    private Nodes nodes = Nodes.auto;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = {
                "Have the cluster of this kubeconfig as the hub, instead of a control plane made here.",
                "Its administrator's rights are used to install the hub; the hub itself gets an identity of its own."
            })
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of --kubeconfig; the current one if not given.")
    private @Nullable String context;

    /** What {@code --nodes} takes. */
    enum Nodes {
        auto,
        simulated,
        containers
    }

    public UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, Integer> wantedGpus = GpuRequest.parse(gpus);
        requireSupported();
        Instant began = terminal.clock().instant();
        FleetRequest request;
        try (ProgressDisplay display = ProgressDisplay.on(terminal)) {
            LocalFleet fleet = LocalFleet.open(terminal.environment(), terminal.clock(), display);
            GivenCluster given = new GivenCluster(fleet);
            // Before the lock, whose file would be the first trace of a fleet that is not to be.
            Optional<GivenCluster.Candidate> candidate = Optional.ofNullable(kubeconfig)
                    .map(file -> given.examine(terminal.directory().resolve(file), context));
            try (FileLocks.Held held = fleet.lock("paddock up")) {
                request = request(fleet, wantedGpus);
                candidate.ifPresent(given::adopt);
                new FleetUp(fleet).run(request);
            } catch (RuntimeException failure) {
                fleet.report("up", Progress.State.FAILED, "", began);
                throw failure;
            }
        }
        new UpSummary(terminal, request).print(began);
        return ExitCode.OK.code();
    }

    private FleetRequest request(LocalFleet fleet, Map<String, Integer> wantedGpus) {
        FleetRequest known = FleetRequest.read(fleet.home()).orElse(FleetRequest.DEFAULT);
        FleetRequest request =
                new FleetRequest(spokes == null ? known.spokes() : spokes, gpus.isEmpty() ? known.gpus() : wantedGpus);
        List<String> surplus = fleet.spokes().stream()
                .filter(name -> name.matches("spoke-\\d+"))
                .filter(name -> !request.spokeNames().contains(name))
                .toList();
        if (!surplus.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--spokes %d: %s would have to go, and \"up\" removes nothing"
                            .formatted(request.spokes(), String.join(", ", surplus)),
                    "paddock cluster remove " + surplus.getFirst());
        }
        return request;
    }

    private void requireSupported() {
        if (nodes == Nodes.containers) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--nodes containers: not yet supported; nodes that run containers come with issue 2 of 4",
                    "--nodes simulated");
        }
        if (context != null && kubeconfig == null) {
            throw new CliException(
                    ExitCode.USAGE, "--context: has a meaning only with --kubeconfig", "--kubeconfig FILE");
        }
        if (spokes != null && (spokes < 0 || spokes > MOST_SPOKES)) {
            throw new CliException(
                    ExitCode.USAGE,
                    String.format(Locale.ROOT, "--spokes %d: must lie between 0 and %d", spokes, MOST_SPOKES),
                    "--spokes 2");
        }
    }
}
