// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.fleet;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.embedded.process.ProcessRegistry;
import dev.paddock.embedded.program.HubProcess;
import dev.paddock.embedded.program.JavaRuntime;
import dev.paddock.testkit.cluster.TestHome;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One running fleet: a hub and its spokes, each a set of processes that a test may kill. Whatever a test broke it mends with
 * {@link #mend()}: {@code paddock up} resumes what is recorded.
 */
public final class Fleet implements AutoCloseable {
    private final TestHome home;
    private final Paddock paddock;
    private final LocalMachine machine;
    private final ProcessRegistry processes;
    private final String[] up;
    private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();

    private Fleet(TestHome home, String... up) {
        this.home = home;
        this.up = up;
        Path root = Path.of(System.getProperty("paddock.root"));
        this.paddock = new Paddock(root, home.path());
        Clock clock = Clock.systemUTC();
        NativeBinaries binaries = NativeBinaries.from(
                System.getenv(), Path.of(System.getProperty("user.home")), clock, Progress.silent());
        this.machine = LocalMachine.at(new Home(home.path()), binaries, clock);
        this.processes = machine.processes();
    }

    /** Starts a fleet: {@code paddock up ARGUMENTS} in a state directory of its own. */
    public static Fleet up(String purpose, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "up";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Fleet fleet = new Fleet(TestHome.create(purpose), command);
        fleet.mend();
        return fleet;
    }

    /** Brings back every process that is recorded and not running. */
    public void mend() {
        paddock.run(up).expect(0);
    }

    public Paddock paddock() {
        return paddock;
    }

    public CommandResult run(String... arguments) {
        return paddock.run(arguments);
    }

    public Path home() {
        return home.path();
    }

    public KubernetesClient hub() {
        return cluster("hub");
    }

    /** A client with an administrator's rights on one cluster. */
    public KubernetesClient cluster(String name) {
        return clients.computeIfAbsent(
                name,
                key -> new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(home.path()
                                .resolve("clusters")
                                .resolve(key)
                                .resolve("kubeconfig")
                                .toFile()))
                        .build());
    }

    /** Forgets the client of a cluster that is gone. */
    public void forget(String name) {
        KubernetesClient client = clients.remove(name);
        if (client != null) {
            client.close();
        }
    }

    /** Sends SIGKILL to a recorded process, as an out-of-memory killer would: nobody is told and the record stays. */
    public void kill(String process) {
        long pid = processes
                .identity(process)
                .orElseThrow(() -> new AssertionError(process + " is not running; there are " + processes.list()))
                .pid();
        ProcessHandle handle = ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("pid " + pid + " is gone"));
        handle.destroyForcibly();
        handle.onExit().join();
    }

    /** Ends the hub, if it runs, and starts it with these arguments more, without waiting for it to be ready. */
    public void startHub(String... arguments) {
        HubProcess hub = hubProcess();
        hub.stop();
        hub.ensureStarted(List.of(arguments));
    }

    /** Ends the hub, if it runs, and starts it as {@code up} does. */
    public void restartHub() {
        hubProcess().stop();
        mend();
    }

    public HubProcess hubProcess() {
        return new HubProcess(machine, JavaRuntime.ofFolder(paddock.root().resolve("dist/target/paddock/lib")));
    }

    public LocalMachine machine() {
        return machine;
    }

    public boolean alive(String process) {
        return processes.alive(process);
    }

    public ProcessRegistry processes() {
        return processes;
    }

    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
        CommandResult down = paddock.run("down", "--delete");
        home.close();
        down.expect(0);
    }
}
