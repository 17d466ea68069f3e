// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.fake;

import dev.paddock.core.definition.Definitions;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.cue.WorkerLimits;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.nio.file.Path;
import java.time.Clock;

/** The real workers and the built-in definitions, once for all tests of a run: a worker ends with the JVM that started it. */
public final class TestEngine {

    private static final CueWorkers WORKERS = new CueWorkers(
            () -> NativeBinaries.from(
                            System.getenv(),
                            Path.of(System.getProperty("user.home")),
                            Clock.systemUTC(),
                            Progress.silent())
                    .command(Component.CUE),
            WorkerLimits.standard());
    private static final Definitions BUILT_IN = new BuiltInDefinitions().read().withoutHealth();

    private TestEngine() {}

    public static CueWorkers workers() {
        return WORKERS;
    }

    public static Definitions builtIn() {
        return BUILT_IN;
    }
}
