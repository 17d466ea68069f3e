// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.embedded.FileLocks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops the fleet on this machine. */
@Command(
        name = "down",
        description = {"Stop everything that runs here and keep its state.", "paddock up goes on from there."})
public final class DownCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--delete", description = "Remove the state too: clusters, objects, registry, credentials, logs.")
    private boolean delete;

    public DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ProgressDisplay display = ProgressDisplay.on(terminal)) {
            LocalFleet fleet = LocalFleet.open(terminal.environment(), terminal.clock(), display);
            if (!fleet.home().exists()) {
                terminal.out().println("Nothing is here: " + fleet.home().root() + " does not exist.");
                return ExitCode.OK.code();
            }
            try (FileLocks.Held held = fleet.lock("paddock down")) {
                new FleetDown(fleet).run(delete);
            }
            if (delete) {
                fleet.home().removeAll();
            }
        }
        terminal.out()
                .println(
                        delete
                                ? "Everything is stopped and removed."
                                : "Everything is stopped; its state is kept (paddock down --delete removes it).");
        return ExitCode.OK.code();
    }
}
