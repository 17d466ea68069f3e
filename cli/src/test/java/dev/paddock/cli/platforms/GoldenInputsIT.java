// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.cli.ExitCode;
import dev.paddock.cli.HubTerminal;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The inputs of the golden tests of catalogue and explanation are objects an API server accepts. */
@WithControlPlane
class GoldenInputsIT {
    @Test
    void everyInputIsAcceptedInADryRun(TestCluster cluster) throws IOException {
        HubTerminal hub = new HubTerminal(cluster);
        List<Path> inputs = inputs();
        assertThat(inputs).hasSizeGreaterThan(20);
        for (Path input : inputs) {
            String text = Files.readString(input)
                    .replaceAll("namespace: [a-z0-9-]+", "namespace: " + cluster.namespace())
                    .replaceAll("deletionTimestamp: \"[^\"]*\", deletionGracePeriodSeconds: 0, ", "");
            assertThat(hub.apply(text, "--dry-run"))
                    .as(input + "\n" + hub.err())
                    .isEqualTo(ExitCode.OK.code());
        }
    }

    private static List<Path> inputs() throws IOException {
        Path resources = Path.of(System.getProperty("paddock.root", ".."), "core", "src", "test", "resources");
        try (Stream<Path> catalog = Files.walk(resources.resolve("catalog"));
                Stream<Path> explain = Files.walk(resources.resolve("explain"))) {
            return Stream.concat(catalog, explain)
                    .filter(path -> path.getFileName().toString().startsWith("in-"))
                    .sorted()
                    .toList();
        }
    }
}
