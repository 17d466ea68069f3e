// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render;

import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.cue.WorkerLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The real workers, compiled if they are not yet. */
public final class Workers {

    private Workers() {}

    public static List<String> command() {
        return command(Component.CUE);
    }

    public static List<String> helm() {
        return command(Component.HELM);
    }

    private static List<String> command(Component program) {
        return NativeBinaries.from(
                        System.getenv(), Path.of(System.getProperty("user.home")), Clock.systemUTC(), Progress.silent())
                .command(program);
    }

    public static CueWorkers start() {
        return new CueWorkers(Workers::command, WorkerLimits.standard());
    }
}
