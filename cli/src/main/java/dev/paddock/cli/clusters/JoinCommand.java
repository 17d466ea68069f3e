// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.fleet.join.BootstrapToken;
import dev.paddock.fleet.join.SpokeInstaller;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Brings your own cluster: gives its agent a place on it, access to the hub, and starts it on this machine. Run again it
 * completes what was cut off.
 */
@Command(
        name = "join",
        description = {
            "Join a cluster that exists already as a spoke of the hub on this machine.",
            "Installs an account for its agent on the cluster and starts the agent here, beside the hub."
        })
final class JoinCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAME", description = "What to call the cluster on the hub.")
    private String name = "";

    @Option(
            names = "--kubeconfig",
            required = true,
            paramLabel = "FILE",
            description = "A kubeconfig of the cluster with administrator's rights; used once, not kept.")
    private Path kubeconfig = Path.of("");

    @Option(names = "--context", paramLabel = "NAME", description = "The context of that file to use.")
    private @Nullable String context;

    @Option(
            names = "--mode",
            paramLabel = "shared",
            description = "shared lets Environments select it; without a mode none does.")
    private @Nullable String mode;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            description = "How long to wait until it is available (${DEFAULT-VALUE}); 0s does not wait.")
    private String timeout = "2m";

    JoinCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        check();
        try (LocalHub hub = LocalHub.open(terminal);
                KubernetesClient spoke = LocalHub.client(file(), context)) {
            new JoinRules(hub, name).check(spoke, identity(spoke));
            say("preparing the cluster");
            String spokeAccess = new SpokeInstaller(spoke).install(name, this::say);
            accept(hub);
            String hubAccess = new BootstrapToken(hub.client(), terminal.clock(), new SecureRandom()).issue(name);
            hub.home().write(hub.agents().credentials(name).spoke(), spokeAccess);
            hub.home().write(hub.agents().credentials(name).bootstrap(), hubAccess);
            hub.agents().ensureRunning(name);
            say("its agent runs and registers with the hub");
            return new Availability(hub, terminal).await(name, timeout).code();
        }
    }

    private void check() {
        if (!NAME.matcher(name).matches()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "\"" + name + "\" cannot name a cluster",
                    "use at most 63 of a-z, 0-9 and -, as in lab-1");
        }
        if (mode != null && !mode.equalsIgnoreCase(Mode.SHARED.text())) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--mode " + mode + ": a cluster of your own can only be shared",
                    "--mode shared, or leave it out and label it later");
        }
        if (!Files.isReadable(file())) {
            throw new CliException(ExitCode.USAGE, "cannot read the kubeconfig " + kubeconfig, null);
        }
    }

    private Path file() {
        return terminal.directory().resolve(kubeconfig);
    }

    private String identity(KubernetesClient spoke) {
        try {
            return spoke.namespaces()
                    .withName("kube-system")
                    .require()
                    .getMetadata()
                    .getUid();
        } catch (KubernetesClientException failure) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "the cluster of " + kubeconfig + " does not answer: " + failure.getMessage(),
                    "check the file with kubectl --kubeconfig " + kubeconfig + " get nodes",
                    failure);
        }
    }

    /** The administrator who joins a cluster thereby accepts it. */
    private void accept(LocalHub hub) {
        ObjectMetaBuilder metadata = new ObjectMetaBuilder().withName(name).addToLabels(Labels.ORIGIN, "byo");
        if (mode != null) {
            metadata.addToLabels(Labels.MODE, Mode.SHARED.text());
        }
        ManagedCluster cluster = new ManagedCluster();
        cluster.setMetadata(metadata.build());
        cluster.setSpec(ManagedClusterSpec.joined(List.of()));
        hub.client().resource(cluster).fieldManager("paddock").forceConflicts().serverSideApply();
    }

    private void say(String what) {
        terminal.out().println(name + ": " + what);
    }
}
