// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.cli.CapturedTerminal;
import dev.paddock.cli.ExitCode;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a cluster that may not be the hub: nothing, nor of this machine. That one may be is tested with a fleet. */
@WithControlPlane
class GivenClusterIT {
    @TempDir
    private Path directory = Path.of("");

    private final CapturedTerminal terminal = new CapturedTerminal();
    private Path home = directory;

    @BeforeEach
    void machine() {
        home = directory.resolve("home");
        terminal.environment("PADDOCK_HOME", home.toString())
                .environment("HOME", directory.toString())
                .directory(directory);
    }

    @Test
    void aUserWithoutTheRightsIsRefusedBeforeAnythingIsWritten(TestCluster cluster) {
        String viewer = cluster.kubeconfigFor("somebody", List.of()).toString();

        assertThat(terminal.run("up", "--kubeconfig", viewer, "--spokes", "0")).isEqualTo(ExitCode.REFUSED.code());

        assertThat(terminal.err()).contains("may not administer", "cluster-admin");
        assertThat(home).doesNotExist();
    }

    @Test
    void aClusterThatDoesNotAnswerLeavesNothingBehindEither(TestCluster cluster) throws IOException {
        Path dead = Files.writeString(
                directory.resolve("dead.kubeconfig"),
                Files.readString(cluster.kubeconfig()).replaceAll("server: .*", "server: https://127.0.0.1:1"));

        assertThat(terminal.run("up", "--kubeconfig", dead.getFileName().toString(), "--spokes", "0"))
                .isEqualTo(ExitCode.UNREACHABLE.code());

        assertThat(terminal.err()).contains("does not answer", "dead.kubeconfig");
        assertThat(home).doesNotExist();
    }
}
