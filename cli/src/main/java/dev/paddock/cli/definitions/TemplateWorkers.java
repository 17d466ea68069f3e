// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.local.ProgressDisplay;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.cue.WorkerLimits;
import java.nio.file.Path;
import java.util.function.Function;

/** Lends the CUE workers of this machine to a command, and ends them with it. */
public final class TemplateWorkers {
    private final Terminal terminal;

    public TemplateWorkers(Terminal terminal) {
        this.terminal = terminal;
    }

    public <T> T use(Function<CueWorkers, T> work) {
        Path home = Path.of(terminal.environment().getOrDefault("HOME", System.getProperty("user.home")));
        try (ProgressDisplay display = ProgressDisplay.on(terminal);
                CueWorkers workers = new CueWorkers(
                        () -> NativeBinaries.from(terminal.environment(), home, terminal.clock(), display)
                                .command(Component.CUE),
                        WorkerLimits.standard())) {
            return work.apply(workers);
        } catch (EmbeddedException failure) {
            throw new CliException(ExitCode.ERROR, String.valueOf(failure.getMessage()), null, failure);
        }
    }
}
