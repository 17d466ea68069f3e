// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.logs;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import dev.paddock.core.fault.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Prints the logs of the processes of this machine's fleet, and of the containers that run on it. The former are files: that
 * works when the hub does not.
 */
@Command(
        name = "logs",
        description = {
            "Print what a process of the fleet on this machine has logged: hub, registry, agent NAME, or",
            "CLUSTER COMPONENT, as in: hub kube-apiserver, or spoke-1 etcd. Without arguments list what there is.",
            "With KIND/NAME, as in workloaddeployment/train -n team: what its containers on this machine have written."
        })
public final class LogsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on and print what is added; wait for a container that has not started.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "LINES", description = "Only the last lines; all of them if absent.")
    private int tail = -1;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(
            paramLabel = "WHAT",
            description = "hub, registry, agent NAME, CLUSTER COMPONENT, or KIND/NAME.",
            arity = "0..2")
    private List<String> words = new ArrayList<>();

    public LogsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, Path> logs = LogFiles.of(terminal);
        if (words.isEmpty()) {
            if (logs.isEmpty()) {
                terminal.err().println("There are no logs on this machine yet");
            }
            logs.keySet().forEach(terminal.out()::println);
            return ExitCode.OK.code();
        }
        String wanted = String.join(" ", words);
        if (words.size() == 1 && wanted.contains("/")) {
            new WorkloadLogs(terminal, tail, follow).print(wanted, hubOptions, namespace);
            return ExitCode.OK.code();
        }
        Path log = logs.get(wanted);
        if (log == null) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "there is no log of \"" + wanted + "\"" + Suggestion.text(wanted, logs.keySet()),
                    "paddock logs, for the list");
        }
        new LogReader(log, terminal.out()).print(tail, follow);
        return ExitCode.OK.code();
    }
}
