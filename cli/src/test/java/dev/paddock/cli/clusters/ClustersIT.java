// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.cli.CapturedTerminal;
import dev.paddock.cli.ExitCode;
import dev.paddock.embedded.Home;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joining and leaving as far as the command goes: what the agent then does is tested with the agent. */
@WithControlPlane(controllers = true)
class ClustersIT {
    private final CapturedTerminal terminal = new CapturedTerminal();

    @TempDir
    private Path directory = Path.of("");

    private TestCluster hub;
    private TestCluster spoke;

    @BeforeEach
    void aHubOfThisMachine(TestCluster hubCluster, @OnCluster("spoke") TestCluster spokeCluster) throws IOException {
        hub = hubCluster;
        spoke = spokeCluster;
        Path kubeconfig = new Home(directory).cluster("hub").resolve("kubeconfig");
        Files.createDirectories(kubeconfig.resolveSibling(""));
        Files.copy(hub.kubeconfig(), kubeconfig);
        terminal.environment("PADDOCK_HOME", directory.toString()).environment("HOME", directory.toString());
    }

    @AfterEach
    void noClusterStays() {
        hub.client().resources(ManagedCluster.class).delete();
    }

    @Test
    void aClusterJoinsAcceptedWithAccessForItsAgentAndLeavesWithoutATrace() throws IOException {
        assertThat(join("lab")).as(terminal.err()).isEqualTo(ExitCode.OK.code());

        ManagedCluster joined = cluster("lab");
        assertThat(joined.getSpec().accepted()).isTrue();
        assertThat(joined.getMetadata().getLabels())
                .containsEntry(Labels.ORIGIN, "byo")
                .containsEntry(Labels.MODE, "shared");
        Path access = directory.resolve("agents/lab/spoke.kubeconfig");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(access)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("agents/lab/bootstrap.kubeconfig")).exists();
        assertThat(terminal.run("cluster", "list")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("lab", "shared", "byo");

        assertThat(terminal.run("cluster", "remove", "lab")).as(terminal.err()).isEqualTo(ExitCode.OK.code());

        assertThat(hub.client().resources(ManagedCluster.class).withName("lab").get())
                .isNull();
        assertThat(directory.resolve("agents/lab")).doesNotExist();
        assertThat(spoke.client()
                        .rbac()
                        .clusterRoleBindings()
                        .withName("paddock-agent")
                        .get())
                .isNull();
    }

    @Test
    void aClusterOfAPoolIsNotTakenFromIt() {
        assertThat(join("made")).as(terminal.err()).isEqualTo(ExitCode.OK.code());
        hub.client().resources(ManagedCluster.class).withName("made").edit(cluster -> {
            cluster.getMetadata().getLabels().put(Labels.POOL, "gpu");
            cluster.getMetadata().getLabels().put(Labels.PROJECT_NAME, "project-a");
            return cluster;
        });

        assertThat(terminal.run("cluster", "remove", "made")).isEqualTo(ExitCode.REFUSED.code());
        assertThat(terminal.err()).contains("cluster made belongs to ComputePool project-a/gpu");

        hub.client().resources(ManagedCluster.class).withName("made").edit(cluster -> {
            cluster.getMetadata().getLabels().put(Labels.ORPHANED, "true");
            return cluster;
        });
        assertThat(terminal.run("cluster", "release", "made"))
                .as(terminal.err())
                .isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("made: released");
    }

    @Test
    void aClusterWhoseAgentIsStillHereJoinsUnderAnotherNameOnlyWhenThatIsGone() {
        assertThat(join("old")).as(terminal.err()).isEqualTo(ExitCode.OK.code());
        hub.client().resources(ManagedCluster.class).withName("old").delete();

        assertThat(join("young")).isEqualTo(ExitCode.REFUSED.code());
        assertThat(terminal.err()).contains("still works on this cluster as old", "paddock cluster remove old");
        assertThat(directory.resolve("agents/young")).doesNotExist();

        assertThat(terminal.run("cluster", "remove", "old")).as(terminal.err()).isEqualTo(ExitCode.OK.code());
        assertThat(directory.resolve("agents/old")).doesNotExist();
        assertThat(join("young")).as(terminal.err()).isEqualTo(ExitCode.OK.code());
        assertThat(spoke.client()
                        .serviceAccounts()
                        .inNamespace("open-cluster-management-agent")
                        .withName("paddock-agent")
                        .require()
                        .getMetadata()
                        .getDeletionTimestamp())
                .isNull();
        assertThat(terminal.run("cluster", "remove", "young"))
                .as(terminal.err())
                .isEqualTo(ExitCode.OK.code());
    }

    @Test
    void whatCannotBeJoinedIsRefusedBeforeAnythingIsDone() {
        assertThat(terminal.run("cluster", "join", "Lab_1", "--kubeconfig", "none"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err()).contains("cannot name a cluster");
        assertThat(terminal.run("cluster", "join", "lab", "--kubeconfig", "none"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err()).contains("cannot read the kubeconfig none");
        assertThat(terminal.run("cluster", "remove", "nothing")).isEqualTo(ExitCode.NOT_FOUND.code());
    }

    private int join(String name) {
        return terminal.run(
                "cluster",
                "join",
                name,
                "--mode",
                "shared",
                "--timeout",
                "0s",
                "--kubeconfig",
                spoke.kubeconfig().toString());
    }

    private ManagedCluster cluster(String name) {
        return hub.client().resources(ManagedCluster.class).withName(name).require();
    }
}
