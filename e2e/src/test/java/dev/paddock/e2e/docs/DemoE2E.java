// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.containers.HostFacts;
import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Paddock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code make demo} runs, on a state directory of its own, and reads what it prints. */
class DemoE2E {
    @TempDir
    Path folder;

    @Test
    void theDemonstrationEndsWithWhatRunsWhereAndWhatWasRefused() throws IOException {
        Path root = Path.of(System.getProperty("paddock.root"));
        Paddock paddock = new Paddock(root, folder.resolve("home"));
        try {
            CommandResult demo = paddock.run(
                    root, Map.of(), List.of(root.resolve("scripts/demo").toString()));

            demo.expect(0);
            assertThat(demo.all())
                    .contains("SIMULATED")
                    .contains("family NVIDIA-A100, requested 6")
                    .containsPattern("clearml-team-a\\s+.*Running")
                    .containsPattern("clearml-shared\\s+.*Running");
            if (HostFacts.gather().obstacle().isEmpty()) {
                assertThat(demo.out())
                        .containsPattern("MLflow is yours, with one finished run in it: http://\\S+\\s*$");
            } else {
                assertThat(demo.out()).contains("this machine cannot, for the reason above");
            }
            paddock.run("down").expect(0);
            assertThat(paddock.run("status").all()).doesNotContain("Running ");
        } finally {
            paddock.run("down", "--delete").expect(0);
        }
    }
}
