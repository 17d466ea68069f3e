// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.embedded.FileLocks;
import dev.paddock.embedded.NodeKind;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.containers.HostFacts;
import dev.paddock.embedded.containers.NodeChoice;
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
            description =
                    "Nodes of spokes that are yet to be made: containers (pods really run; needs root), simulated "
                            + "(at first), or auto to have containers where this machine can.")
    private @Nullable Nodes nodes;

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
        auto(NodeKind.AUTO),
        simulated(NodeKind.SIMULATED),
        containers(NodeKind.CONTAINERS);

        private final NodeKind kind;

        Nodes(NodeKind kind) {
            this.kind = kind;
        }
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
        NodeChoice choice;
        List<String> containerSpokes;
        try (ProgressDisplay display = ProgressDisplay.on(terminal)) {
            LocalFleet fleet = LocalFleet.open(terminal.environment(), terminal.clock(), display);
            GivenCluster given = new GivenCluster(fleet);
            // Before the lock, whose file would be the first trace of a fleet that is not to be.
            Optional<GivenCluster.Candidate> candidate = Optional.ofNullable(kubeconfig)
                    .map(file -> given.examine(terminal.directory().resolve(file), context));
            try (FileLocks.Held held = fleet.lock("paddock up")) {
                request = request(fleet, wantedGpus);
                candidate.ifPresent(given::adopt);
                choice = choose(fleet, request, began);
                new FleetUp(fleet).run(request, choice instanceof NodeChoice.Containers);
                containerSpokes = containerSpokes(fleet);
            } catch (RuntimeException failure) {
                fleet.report("up", Progress.State.FAILED, "", began);
                throw failure;
            }
        }
        new UpSummary(terminal, request, choice, containerSpokes).print(began);
        return ExitCode.OK.code();
    }

    private FleetRequest request(LocalFleet fleet, Map<String, Integer> wantedGpus) {
        FleetRequest known = FleetRequest.read(fleet.home()).orElse(FleetRequest.DEFAULT);
        FleetRequest request = new FleetRequest(
                spokes == null ? known.spokes() : spokes,
                gpus.isEmpty() ? known.gpus() : wantedGpus,
                nodes == null ? known.nodes() : nodes.kind);
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

    /** Refuses before anything is started; a fallback is said at once, and again at the end. */
    private static NodeChoice choose(LocalFleet fleet, FleetRequest request, Instant began) {
        NodeChoice choice = request.nodes() == NodeKind.SIMULATED
                ? new NodeChoice.Simulated("", "")
                : NodeChoice.of(request.nodes(), HostFacts.gather(), fleet.home());
        switch (choice) {
            case NodeChoice.Containers containers ->
                fleet.report("nodes", Progress.State.READY, "they run containers", began);
            case NodeChoice.Simulated simulated -> {
                if (!simulated.reason().isEmpty()) {
                    fleet.report("nodes", Progress.State.READY, "simulated: " + simulated.reason(), began);
                }
            }
            case NodeChoice.Refused refused ->
                throw new CliException(ExitCode.USAGE, "--nodes containers: " + refused.reason(), refused.remedy());
        }
        return choice;
    }

    private static List<String> containerSpokes(LocalFleet fleet) {
        return fleet.spokes().stream()
                .filter(name -> fleet.clusters()
                        .record(name)
                        .filter(found -> found.spec().containerNode() != null)
                        .isPresent())
                .toList();
    }

    private void requireSupported() {
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
