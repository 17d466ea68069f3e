// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.palette.MLPlatform;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.TestHome;
import dev.paddock.testkit.cluster.WithControlPlane;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.Paddock;
import dev.paddock.testkit.fleet.TeamProject;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster that exists already is the hub: it is used as it is, and left as it is. */
@WithControlPlane(controllers = true)
class GivenHubE2E {
    @Test
    void aPlatformRunsOnASpokeOfAGivenHubWhichOutlivesTheFleet(@OnCluster("given") TestCluster cluster) {
        String file = cluster.kubeconfig().toString();
        try (Fleet fleet = Fleet.up("givenhub", "--kubeconfig", file, "--spokes", "1")) {
            TeamProject team = TeamProject.create(fleet, "given", 4);
            team.apply(team.existing("site"));
            team.awaitRunning("site");
            assertThat(cluster.client()
                            .resources(MLPlatform.class)
                            .inNamespace("given")
                            .withName("site")
                            .get())
                    .isNotNull();
            assertThat(fleet.run("status").expect(0).out()).contains("hub", "Ready");
            assertThat(webhook(cluster)).isNotNull();

            assertThat(fleet.run("up", "--kubeconfig", file).expect(0).all()).contains("ready");
        }
        assertThat(webhook(cluster)).isNull();
        assertThat(cluster.client()
                        .resources(MLPlatform.class)
                        .inNamespace("given")
                        .withName("site")
                        .get())
                .isNotNull();
    }

    @Test
    void aUserWhoIsNoAdministratorIsToldSoAndAFileThatIsNoneToo(@OnCluster("given") TestCluster cluster) {
        try (TestHome home = TestHome.create("givenhub-refused")) {
            Paddock paddock = new Paddock(Path.of(System.getProperty("paddock.root")), home.path());
            String viewer = cluster.kubeconfigFor("somebody", List.of()).toString();
            assertThat(paddock.run("up", "--kubeconfig", viewer, "--spokes", "0")
                            .expect(4)
                            .all())
                    .contains("may not administer", "cluster-admin");
            assertThat(paddock.run("up", "--kubeconfig", "/nowhere").expect(2).all())
                    .contains("--kubeconfig /nowhere", "cannot be read");
            assertThat(paddock.run("up", "--context", "x").expect(2).all()).contains("only with --kubeconfig");
            paddock.run("down", "--delete").expect(0);
        }
    }

    private static ValidatingWebhookConfiguration webhook(TestCluster cluster) {
        return cluster.client()
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("paddock")
                .get();
    }
}
