// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import dev.paddock.api.value.GoDuration;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.cli.hub.NamespaceOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits until objects are as wanted, and tells their steps as they pass. */
@Command(
        name = "wait",
        description = {
            "Wait until objects are Ready, or as --for says, and print their steps as they pass.",
            "An object that is refused or has failed ends the wait at once."
        })
public final class WaitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = "--for",
            paramLabel = "WHAT",
            defaultValue = "condition=Ready",
            description = "condition=TYPE or delete (${DEFAULT-VALUE}).")
    private String wanted = "condition=Ready";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "Give up after this long, as in 90s (${DEFAULT-VALUE}).")
    private String timeout = "5m";

    @Parameters(paramLabel = "KIND/NAME...", description = "What to wait for.", arity = "1..*")
    private List<String> words = new ArrayList<>();

    public WaitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        WaitGoal goal = WaitGoal.parse(wanted);
        Instant deadline = terminal.clock().instant().plus(duration());
        try (Hub hub = hubOptions.connect(terminal);
                ExecutorService tasks = Executors.newCachedThreadPool()) {
            String where = namespace.in(hub);
            List<Future<ExitCode>> waits = new ArrayList<>();
            for (Selection selection : Selection.parse(words, Discovery.of(hub))) {
                if (selection.names().isEmpty()) {
                    throw new CliException(ExitCode.USAGE, "name the objects to wait for", "paddock wait KIND/NAME");
                }
                for (String name : selection.names()) {
                    waits.add(tasks.submit(
                            () -> new ObjectWait(hub, selection.type(), where, name, goal, terminal).until(deadline)));
                }
            }
            return worst(waits).code();
        }
    }

    private Duration duration() {
        try {
            return GoDuration.parse(timeout);
        } catch (IllegalArgumentException malformed) {
            throw new CliException(ExitCode.USAGE, "--timeout: " + malformed.getMessage(), null, malformed);
        }
    }

    /** All are waited for, so that every one that failed has said so; the first failure decides the exit code. */
    private static ExitCode worst(List<Future<ExitCode>> waits) throws InterruptedException {
        ExitCode worst = ExitCode.OK;
        for (Future<ExitCode> wait : waits) {
            try {
                ExitCode code = wait.get();
                worst = worst == ExitCode.OK ? code : worst;
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException told) {
                    throw told;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
        return worst;
    }
}
