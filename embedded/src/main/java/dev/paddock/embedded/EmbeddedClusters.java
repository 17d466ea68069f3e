// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.containers.ContainerNodes;
import dev.paddock.embedded.containers.GatewayProcess;
import dev.paddock.embedded.containers.HostFacts;
import dev.paddock.embedded.containers.NodeChoice;
import dev.paddock.embedded.containers.NodeNetwork;
import dev.paddock.embedded.controlplane.ApiServerProbe;
import dev.paddock.embedded.controlplane.ClusterFiles;
import dev.paddock.embedded.controlplane.ControlPlane;
import dev.paddock.embedded.controlplane.Reach;
import dev.paddock.embedded.nodes.SimulatedNodes;
import dev.paddock.embedded.pki.Subject;
import dev.paddock.embedded.process.LocalPorts;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All clusters of one state directory. Every operation is named by the cluster's key, may be repeated, and may be cut off
 * at any point: what should be is written down first, and the next call completes it. Operations on one cluster exclude
 * each other across processes; those on different clusters run side by side.
 */
public final class EmbeddedClusters {
    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(5);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,126}[a-z0-9])?");

    private final Home home;
    private final NativeBinaries binaries;
    private final Clock clock;
    private final Progress progress;
    private final FileLocks locks;
    private final ProcessRegistry processes;
    private final LocalPorts ports;
    private final ControlPlane controlPlane;
    private final SimulatedNodes nodes;
    private final ContainerNodes containers;
    private final GatewayProcess gateway;
    private final JsonMapper json = JsonMapper.builder().build();

    public EmbeddedClusters(LocalMachine machine, Progress progress) {
        this.home = machine.home();
        this.binaries = machine.binaries();
        this.clock = machine.clock();
        this.progress = progress;
        this.locks = machine.locks();
        this.processes = machine.processes();
        this.ports = machine.ports();
        this.controlPlane = new ControlPlane(home, binaries, processes, ports, clock, progress);
        this.nodes = new SimulatedNodes(home, binaries, processes);
        this.containers = new ContainerNodes(machine, controlPlane);
        this.gateway = new GatewayProcess(machine);
    }

    /** The one release that clusters can have here. */
    public String kubernetesVersion() {
        return binaries.kubernetesVersion();
    }

    /** Makes the cluster be there, run and have exactly these simulated nodes; returns when that is so. */
    public ClusterHandle ensureRunning(String name, ClusterSpec spec) {
        requireName(name);
        requireVersion(name, spec);
        try (FileLocks.Held held = lock(name)) {
            Optional<ClusterRecord> known = record(name);
            if (known.filter(found -> found.desired() == ClusterRecord.Desired.DELETED)
                    .isPresent()) {
                remove(name);
            }
            return bringUp(new ClusterRecord(name, spec, ClusterRecord.Desired.RUNNING));
        }
    }

    /**
     * The first half of {@link #ensureRunning}: returns as soon as the API server answers, so that a caller can begin to
     * fill it while the rest starts.
     */
    public ClusterHandle ensureApiServer(String name, ClusterSpec spec) {
        requireName(name);
        requireVersion(name, spec);
        try (FileLocks.Held held = lock(name)) {
            Instant began = clock.instant();
            record(new ClusterRecord(name, spec, ClusterRecord.Desired.RUNNING));
            Reach reach = prepare(name, spec, began);
            ClusterFiles files = ClusterFiles.of(home, name);
            return new ClusterHandle(name, controlPlane.ensureApiServer(files, reach), files.kubeconfig());
        }
    }

    /** The same with the nodes the cluster had before: after a crash, a reboot or {@link #stop}. */
    public ClusterHandle resume(String name) {
        try (FileLocks.Held held = lock(name)) {
            return bringUp(require(name).with(ClusterRecord.Desired.RUNNING));
        }
    }

    /** Changes the nodes of a cluster. */
    public ClusterHandle scale(String name, List<SimulatedNodePool> pools) {
        try (FileLocks.Held held = lock(name)) {
            ClusterRecord known = require(name);
            return bringUp(new ClusterRecord(name, known.spec().withNodePools(pools), ClusterRecord.Desired.RUNNING));
        }
    }

    /** Ends the processes and keeps the state. */
    public void stop(String name) {
        try (FileLocks.Held held = lock(name)) {
            Instant began = clock.instant();
            Optional<ClusterRecord> known = record(name);
            if (known.isEmpty()) {
                return;
            }
            if (known.get().desired() != ClusterRecord.Desired.DELETED) {
                write(known.get().with(ClusterRecord.Desired.STOPPED));
            }
            report(name, Progress.State.STOPPING, began);
            end(ClusterFiles.of(home, name), false);
            report(name, Progress.State.STOPPED, began);
        }
    }

    /** Ends the processes and removes the state; what is not there is no error. */
    public void delete(String name) {
        requireName(name);
        try (FileLocks.Held held = lock(name)) {
            remove(name);
        }
    }

    /** Names of all clusters on record, whatever their state. */
    public List<String> list() {
        return home.children(home.clusters()).stream()
                .filter(name -> Files.exists(ClusterFiles.of(home, name).record()))
                .toList();
    }

    /** What the cluster is now; empty if there is none on record. */
    public Optional<ClusterObservation> observe(String name) {
        requireName(name);
        return record(name).map(this::observe);
    }

    public Optional<ClusterRecord> record(String name) {
        return home.read(ClusterFiles.of(home, name).record()).map(text -> parse(name, text));
    }

    /** Of the administrator; the cluster need not run. */
    public Optional<Path> kubeconfig(String name) {
        return Optional.of(ClusterFiles.of(home, name).kubeconfig()).filter(Files::exists);
    }

    /** Makes a kubeconfig for a further user with a client certificate; what that user may do is RBAC's business. */
    public void writeKubeconfig(String name, Path target, String user, List<String> groups) {
        try (FileLocks.Held held = lock(name)) {
            ClusterFiles files = ClusterFiles.of(home, name);
            controlPlane.writeKubeconfig(files, reach(files), target, new Subject(user, groups));
        }
    }

    private ClusterHandle bringUp(ClusterRecord wanted) {
        Instant began = clock.instant();
        String name = wanted.name();
        record(wanted);
        Reach reach = prepare(name, wanted.spec(), began);
        ClusterFiles files = ClusterFiles.of(home, name);
        String server = wanted.spec().controllers()
                ? controlPlane.ensureRunning(files, reach)
                : controlPlane.ensureApiServer(files, reach);
        ContainerNode node = wanted.spec().containerNode();
        if (node != null) {
            progress.report(new Progress.Event(
                    name,
                    Progress.State.STARTING,
                    "a node that runs containers",
                    Duration.between(began, clock.instant())));
            containers.ensure(files, network(files), node);
            gateway.ensure(files, network(files));
        } else if (wanted.spec().controllers() && hasNodes(wanted)) {
            nodes.ensure(files, wanted.spec().nodePools());
        }
        report(name, Progress.State.READY, began);
        return new ClusterHandle(name, server, files.kubeconfig());
    }

    /** Sees to what must be there before the API server starts, and says where that is to listen. */
    private Reach prepare(String name, ClusterSpec spec, Instant began) {
        if (spec.containerNode() == null) {
            binaries.ensureAvailable();
            report(name, Progress.State.STARTING, began);
            return Reach.LOOPBACK;
        }
        requireContainers(name);
        binaries.ensureAvailableForContainerNodes();
        report(name, Progress.State.STARTING, began);
        return containers.ensureNetwork(ClusterFiles.of(home, name)).reach();
    }

    private void requireContainers(String name) {
        if (NodeChoice.of(NodeKind.CONTAINERS, HostFacts.gather(), home) instanceof NodeChoice.Refused refused) {
            throw new EmbeddedException("cluster %s: its node cannot run containers: %s. %s"
                    .formatted(name, refused.reason(), refused.remedy()));
        }
    }

    private NodeNetwork network(ClusterFiles files) {
        return containers
                .network(files)
                .orElseThrow(() -> new EmbeddedException("cluster %s has no network yet".formatted(files.name())));
    }

    private Reach reach(ClusterFiles files) {
        return containers.network(files).map(NodeNetwork::reach).orElse(Reach.LOOPBACK);
    }

    /** Writes down what is wanted; what is left of an earlier cluster of that name, if it was being deleted, goes first. */
    private void record(ClusterRecord wanted) {
        Optional<ClusterRecord> known = record(wanted.name());
        if (known.filter(found -> found.desired() == ClusterRecord.Desired.DELETED)
                .isPresent()) {
            remove(wanted.name());
        }
        known.filter(found -> found.desired() != ClusterRecord.Desired.DELETED)
                .ifPresent(found -> requireSameKind(found, wanted));
        if (!known.filter(wanted::equals).isPresent()) {
            write(wanted);
        }
    }

    // The addresses of a cluster's Services belong to its kind of nodes, and Kubernetes cannot move them.
    private static void requireSameKind(ClusterRecord known, ClusterRecord wanted) {
        if ((known.spec().containerNode() == null) != (wanted.spec().containerNode() == null)) {
            throw new EmbeddedException(
                    "cluster %s: its nodes are %s, and that cannot change; delete the cluster and create it anew"
                            .formatted(
                                    known.name(),
                                    known.spec().containerNode() == null ? "simulated" : "running containers"));
        }
    }

    /** A cluster that never had nodes, such as the hub, is spared the process that would play them. */
    private boolean hasNodes(ClusterRecord wanted) {
        return wanted.spec().nodePools().stream().anyMatch(pool -> pool.nodes() > 0)
                || processes
                        .observe(nodes.process(ClusterFiles.of(home, wanted.name())))
                        .isPresent();
    }

    private void remove(String name) {
        Optional<ClusterRecord> known = record(name);
        if (known.isEmpty() && !Files.exists(home.cluster(name))) {
            return;
        }
        Instant began = clock.instant();
        known.ifPresent(found -> write(found.with(ClusterRecord.Desired.DELETED)));
        ClusterFiles files = ClusterFiles.of(home, name);
        end(files, true);
        ports.release(name + "/");
        deleteFiles(files);
        report(name, Progress.State.REMOVED, began);
    }

    private void end(ClusterFiles files, boolean atOnce) {
        nodes.stop(files, atOnce);
        gateway.stop(files);
        containers.stop(files, atOnce);
        controlPlane.stop(files, atOnce);
        containers.close(files, atOnce);
    }

    // The record goes last: as long as anything is left, the next call must know that it is to be removed.
    private void deleteFiles(ClusterFiles files) {
        home.children(files.root()).stream()
                .map(files.root()::resolve)
                .filter(child -> !child.equals(files.record()))
                .forEach(home::deleteTree);
        home.deleteTree(files.root());
    }

    private ClusterObservation observe(ClusterRecord known) {
        ClusterFiles files = ClusterFiles.of(home, known.name());
        List<String> ids =
                new ArrayList<>(controlPlane.processIds(files, known.spec().controllers()));
        if (known.spec().containerNode() != null) {
            ids.addAll(containers.processIds(files));
            ids.add(GatewayProcess.id(known.name()));
        } else if (hasNodes(known)) {
            ids.add(nodes.process(files));
        }
        List<ProcessStatus> statuses = ids.stream()
                .map(id -> processes.observe(id).orElseGet(() -> new ProcessStatus.Dead(id, processes.log(id))))
                .toList();
        boolean running = statuses.stream().allMatch(ProcessStatus.Running.class::isInstance);
        return new ClusterObservation(known, running && answers(files), statuses);
    }

    private static boolean answers(ClusterFiles files) {
        if (!Files.exists(files.kubeconfig())) {
            return false;
        }
        try (ApiServerProbe probe = new ApiServerProbe(files.kubeconfig())) {
            return probe.ready();
        }
    }

    private ClusterRecord require(String name) {
        requireName(name);
        return record(name)
                .filter(found -> found.desired() != ClusterRecord.Desired.DELETED)
                .orElseThrow(() -> new EmbeddedException(
                        "There is no cluster %s; there are: %s".formatted(name, String.join(", ", list()))));
    }

    private FileLocks.Held lock(String name) {
        return locks.acquire(home.locks().resolve("cluster-" + name), "changing cluster " + name, LOCK_PATIENCE);
    }

    private void write(ClusterRecord value) {
        try {
            home.write(
                    ClusterFiles.of(home, value.name()).record(),
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cluster record is plain data", e);
        }
    }

    private ClusterRecord parse(String name, String text) {
        try {
            return json.readValue(text, ClusterRecord.class);
        } catch (JsonProcessingException e) {
            throw new EmbeddedException(
                    "%s is damaged: %s".formatted(ClusterFiles.of(home, name).record(), e.getOriginalMessage()), e);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "cluster name \"%s\": must consist of a-z, 0-9 and '-', at most 128 characters".formatted(name));
        }
    }

    private void requireVersion(String name, ClusterSpec spec) {
        if (!spec.kubernetesVersion().equals(kubernetesVersion())) {
            throw new IllegalArgumentException("cluster %s: Kubernetes %s is not available; embedded clusters run %s"
                    .formatted(name, spec.kubernetesVersion(), kubernetesVersion()));
        }
    }

    private void report(String name, Progress.State state, Instant began) {
        progress.report(new Progress.Event(name, state, "", Duration.between(began, clock.instant())));
    }
}
