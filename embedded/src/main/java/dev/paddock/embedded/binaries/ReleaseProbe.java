// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.binaries;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks a program that somebody else installed which Kubernetes release it is of: an API server of another one is no use. */
final class ReleaseProbe {
    private static final Set<Component> ASKED =
            Set.of(Component.KUBE_APISERVER, Component.KUBE_CONTROLLER_MANAGER, Component.KUBE_SCHEDULER);

    private static final long PATIENCE_SECONDS = 10;

    private ReleaseProbe() {}

    static boolean isOfRelease(Path program, Component component, String release) {
        return ASKED.contains(component) && Files.isExecutable(program) && answers(program, release);
    }

    private static boolean answers(Path program, String release) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    && process.exitValue() == 0
                    && answer.strip().endsWith(" " + release);
        } catch (IOException notRunnable) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
