// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives out the administrator's kubeconfig of a cluster of this machine. */
@Command(
        name = "kubeconfig",
        description = {
            "Print the kubeconfig of the hub, or of another cluster of this machine.",
            "With --merge it goes into ~/.kube/config (or $KUBECONFIG), as context paddock-CLUSTER."
        })
public final class KubeconfigCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CLUSTER",
            defaultValue = LocalFleet.HUB,
            description = "Which cluster (${DEFAULT-VALUE}).")
    private String cluster = LocalFleet.HUB;

    @ArgGroup
    private Destination destination = new Destination();

    /** What becomes of the kubeconfig. */
    static final class Destination {
        @Option(names = "--merge", description = "Merge it into the user's kubeconfig and make it current.")
        private boolean merge;

        @Option(
                names = "--path",
                description = "Print where its file is, as for KUBECONFIG=$(paddock kubeconfig --path).")
        private boolean path;
    }

    public KubeconfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LocalMachine machine = LocalMachine.from(terminal.environment(), terminal.clock(), Progress.silent());
        EmbeddedClusters clusters = machine.clusters(Progress.silent());
        Path file = clusters.kubeconfig(cluster)
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        "there is no cluster \"%s\" on this machine".formatted(cluster),
                        clusters.list().isEmpty() ? "paddock up" : "one of: " + String.join(", ", clusters.list())));
        if (destination.path) {
            terminal.out().println(file);
        } else if (destination.merge) {
            Path target = target();
            String context = new KubeconfigMerge(machine.home()).merge(file, target);
            terminal.out().printf("%s now has the current context %s.%n", target, context);
        } else {
            terminal.out().print(machine.home().read(file).orElseThrow());
        }
        return ExitCode.OK.code();
    }

    private Path target() {
        String named = terminal.environment().getOrDefault("KUBECONFIG", "");
        return named.isEmpty()
                ? Path.of(terminal.environment().getOrDefault("HOME", "."), ".kube", "config")
                : terminal.directory().resolve(named.split(":", 2)[0]);
    }
}
