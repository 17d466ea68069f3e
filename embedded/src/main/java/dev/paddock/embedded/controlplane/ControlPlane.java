// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.controlplane;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.pki.Subject;
import dev.paddock.embedded.process.LocalPorts;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Kubernetes control plane: etcd, API server, controller manager and scheduler as processes of this machine, bound to
 * loopback or, for a kubelet's sake, the API server to an address of this machine that only the cluster's own node reaches,
 * with TLS and RBAC. Knows nothing of nodes. The caller holds the cluster's lock.
 */
public final class ControlPlane {
    private static final Duration READY_PATIENCE = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int PORT_ATTEMPTS = 3;

    private final Home home;
    private final NativeBinaries binaries;
    private final ProcessRegistry processes;
    private final LocalPorts ports;
    private final Clock clock;
    private final Progress progress;

    public ControlPlane(
            Home home,
            NativeBinaries binaries,
            ProcessRegistry processes,
            LocalPorts ports,
            Clock clock,
            Progress progress) {
        this.home = home;
        this.binaries = binaries;
        this.processes = processes;
        this.ports = ports;
        this.clock = clock;
        this.progress = progress;
    }

    /** Returns the server's URL when the API server is ready; its controllers may not be there yet. */
    public String ensureApiServer(ClusterFiles files, Reach reach) {
        Instant began = clock.instant();
        return startServers(files, Certificates.ensure(home, files, clock, reach), reach, began)
                .server();
    }

    /** The same with controller manager and scheduler; returns when the controllers have made their first round. */
    public String ensureRunning(ClusterFiles files, Reach reach) {
        Instant began = clock.instant();
        Arguments arguments = startServers(files, Certificates.ensure(home, files, clock, reach), reach, began);
        start(files, Component.KUBE_CONTROLLER_MANAGER, arguments.controllerManager());
        start(files, Component.KUBE_SCHEDULER, arguments.scheduler());
        try (ApiServerProbe probe = new ApiServerProbe(files.kubeconfig())) {
            processes.awaitReady(
                    files.process(Component.KUBE_CONTROLLER_MANAGER), READY_PATIENCE, probe::controllersReady);
        }
        return arguments.server();
    }

    /** Makes a kubeconfig for another user of a cluster; renews it when its certificate is about to expire. */
    public void writeKubeconfig(ClusterFiles files, Reach reach, Path target, Subject user) {
        String server = port(files)
                .map(port -> "https://" + reach.address() + ":" + port)
                .orElseThrow(() -> new EmbeddedException("cluster %s was never started".formatted(files.name())));
        Certificates.ensure(home, files, clock, reach).writeKubeconfig(home, files, clock, target, server, user);
    }

    /** Of the API server, once it was started. */
    public Optional<Integer> port(ClusterFiles files) {
        return ports.claimed(files.port("kube-apiserver"));
    }

    /** Ends the processes, those that use others first. */
    public void stop(ClusterFiles files, boolean atOnce) {
        List<Component> order = Arguments.startOrder().reversed();
        order.forEach(component -> processes.stop(files.process(component), atOnce ? Duration.ZERO : GRACE));
    }

    public List<String> processIds(ClusterFiles files, boolean controllers) {
        return Arguments.startOrder().stream()
                .limit(controllers ? Arguments.startOrder().size() : 2)
                .map(files::process)
                .toList();
    }

    /** A port that was free when it was chosen may be taken when it is bound: then others are chosen. */
    private Arguments startServers(ClusterFiles files, Certificates certificates, Reach reach, Instant began) {
        for (int attempt = 1; ; attempt++) {
            Arguments arguments = choosePorts(files, certificates, reach);
            certificates.writeComponentKubeconfigs(home, files, clock, arguments.server());
            if (reach.kubelets()) {
                home.writeIfChanged(files.admission(), Arguments.ADMISSION);
            }
            start(files, Component.ETCD, arguments.etcd());
            start(files, Component.KUBE_APISERVER, arguments.apiServer());
            report(files, Progress.State.STARTING, "waiting for the API server", began);
            try (ApiServerProbe probe = new ApiServerProbe(files.kubeconfig())) {
                processes.awaitReady(files.process(Component.KUBE_APISERVER), READY_PATIENCE, () -> {
                    processes.requireAlive(files.process(Component.ETCD));
                    return probe.ready();
                });
                report(files, Progress.State.STARTING, "the API server answers", began);
                return arguments;
            } catch (EmbeddedException failure) {
                boolean portTaken = String.valueOf(failure.getMessage()).contains("address already in use");
                if (!portTaken || attempt == PORT_ATTEMPTS) {
                    report(files, Progress.State.FAILED, "API server", began);
                    throw failure;
                }
                stop(files, true);
            }
        }
    }

    private Arguments choosePorts(ClusterFiles files, Certificates certificates, Reach reach) {
        boolean etcdRuns = processes.alive(files.process(Component.ETCD));
        boolean apiServerRuns = processes.alive(files.process(Component.KUBE_APISERVER));
        return new Arguments(
                files,
                certificates,
                reach,
                port(files.port("etcd"), etcdRuns),
                port(files.port("etcd-peer"), etcdRuns),
                port(files.port("kube-apiserver"), apiServerRuns));
    }

    private int port(String owner, boolean inUseByOwner) {
        return inUseByOwner ? ports.claim(owner) : ports.claimFree(owner);
    }

    private void start(ClusterFiles files, Component component, String... arguments) {
        processes.ensureRunning(
                new ProcessSpec(
                        files.process(component),
                        binaries.command(component, arguments),
                        Map.of(),
                        home.directory(files.root()),
                        files.log(component),
                        binaries.key()),
                GRACE);
    }

    private void report(ClusterFiles files, Progress.State state, String detail, Instant began) {
        progress.report(new Progress.Event(files.name(), state, detail, Duration.between(began, clock.instant())));
    }
}
