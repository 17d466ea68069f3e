// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the bundled kubectl against a cluster of this machine. */
@Command(
        name = "kubectl",
        description = {
            "Run kubectl against a cluster of this machine.",
            "Everything from kubectl's verb on is kubectl's own."
        })
public final class KubectlCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            defaultValue = LocalFleet.HUB,
            description = "Which cluster (${DEFAULT-VALUE}).")
    private String cluster = LocalFleet.HUB;

    @Parameters(paramLabel = "ARGUMENT...", description = "Passed to kubectl.", arity = "0..*")
    private List<String> arguments = new ArrayList<>();

    public KubectlCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What follows kubectl's own verb is kubectl's, also where paddock has an option of that name. */
    @Spec
    void parse(CommandSpec spec) {
        spec.parser().stopAtPositional(true).unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalMachine machine = LocalMachine.from(terminal.environment(), terminal.clock(), Progress.silent());
        EmbeddedClusters clusters = machine.clusters(Progress.silent());
        Path kubeconfig = clusters.kubeconfig(cluster)
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        "there is no cluster \"%s\" on this machine".formatted(cluster),
                        "one of: " + String.join(", ", clusters.list())));
        List<String> command = new ArrayList<>(machine.binaries().command(Component.KUBECTL));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        return builder.start().waitFor();
    }
}
