// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.binaries;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Progress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;

/** {@code make native}: compiles what is not compiled yet and says where it is. The same code that {@code up} runs. */
public final class NativeBuildMain {
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private NativeBuildMain() {}

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err));
    }

    private static int run(PrintStream out, PrintStream err) {
        Progress progress = event -> out.printf("paddock: %s%n", event.detail());
        try {
            NativeBinaries binaries = NativeBinaries.from(
                    System.getenv(), Path.of(System.getProperty("user.home")), Clock.systemUTC(), progress);
            // What a machine without container nodes never runs costs it a minute once, and saves the others one at
            // "up".
            if (LINUX) {
                binaries.ensureAvailableForContainerNodes();
            } else {
                binaries.ensureAvailable();
            }
            binaries.ensureAvailableForRendering();
            out.printf(
                    "paddock: Kubernetes %s: %s%n",
                    binaries.kubernetesVersion(),
                    binaries.command(Component.KUBE_APISERVER).getFirst());
            return 0;
        } catch (EmbeddedException e) {
            err.println("error: " + e.getMessage());
            return 1;
        }
    }
}
