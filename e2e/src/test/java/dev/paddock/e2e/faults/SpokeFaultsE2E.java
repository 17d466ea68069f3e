// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.core.status.Conditions;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.SharedFleet;
import dev.paddock.testkit.fleet.TeamProject;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What may happen to a spoke while a platform runs on it. */
@ExtendWith(SharedFleet.class)
class SpokeFaultsE2E {
    private static final Duration DRIFT = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(120);

    @Test
    void anObjectDeletedOrEditedByHandIsPutBack(Fleet fleet) {
        Placed placed = place(fleet, "drift");
        String uid = placed.web().get().getMetadata().getUid();

        placed.web().delete();
        await("deleted by hand, back again").atMost(DRIFT).until(() -> {
            Deployment now = placed.web().get();
            return now != null && !now.getMetadata().getUid().equals(uid);
        });

        // A patch, as kubectl sets an image: an edit would carry the version it has read and may lose against the
        // controllers.
        placed.web().patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                {"spec": {"template": {"spec": {"containers": [{"name": "web", "image": "example.com/intruder:1"}]}}}}
                """);
        await("edited by hand, put right")
                .atMost(DRIFT)
                .until(() -> image(placed).equals("docker.io/library/notebook:1"));
        placed.team().delete("site").expect(0);
    }

    @Test
    void aKilledAgentIsNotMissedOnceItIsBack(Fleet fleet) {
        Placed placed = place(fleet, "agentkilled");
        fleet.kill("agent." + placed.cluster());
        updateImage(placed, "2");

        fleet.mend();

        await("the update arrives").atMost(RECOVERY).until(() -> image(placed).endsWith(":2"));
        placed.team().awaitRunning("site");
        placed.team().delete("site").expect(0);
    }

    @Test
    void anApiServerThatIsDownForAMinuteGetsTheUpdateAfterwards(Fleet fleet) {
        Placed placed = place(fleet, "apidown");
        fleet.kill(placed.cluster() + ".kube-apiserver");
        Instant killed = Instant.now();
        updateImage(placed, "2");

        await("the platform says that its spoke is away").atMost(OUTAGE).untilAsserted(() -> {
            MLPlatformStatus status = placed.team().platform("site").get().getStatus();
            assertThat(status.phase()).isEqualTo(MLPlatformStatus.Phase.DEGRADED);
            assertThat(Conditions.find(status.conditions(), ConditionType.CLUSTER_READY))
                    .hasValueSatisfying(condition -> {
                        assertThat(condition.getReason()).isEqualTo(Reason.UNREACHABLE.text());
                        assertThat(condition.getMessage()).contains(placed.cluster());
                    });
        });
        assertThat(fleet.run("explain", "mlplatform/site", "-n", placed.team().name())
                        .expect(0)
                        .all())
                .contains("the cluster does not answer");
        await("the outage lasts")
                .atMost(OUTAGE.multipliedBy(2))
                .until(() -> Duration.between(killed, Instant.now()).compareTo(OUTAGE) >= 0);
        fleet.mend();

        await("the update arrives").atMost(RECOVERY).until(() -> image(placed).endsWith(":2"));
        placed.team().awaitRunning("site");
        placed.team().delete("site").expect(0);
    }

    private record Placed(TeamProject team, String cluster, RollableScalableResource<Deployment> web) {}

    private static Placed place(Fleet fleet, String project) {
        TeamProject team = TeamProject.create(fleet, project, 4);
        team.apply(team.existing("site"));
        String cluster =
                team.awaitRunning("site").getStatus().clusters().getFirst().name();
        return new Placed(
                team,
                cluster,
                fleet.cluster(cluster)
                        .apps()
                        .deployments()
                        .inNamespace(project + "-site")
                        .withName("web"));
    }

    private static String image(Placed placed) {
        return Objects.requireNonNull(placed.web().get())
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    /** A deployment stays on the profile revision it resolved first, so an update is a new profile of the same platform. */
    private static void updateImage(Placed placed, String tag) {
        placed.team().apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: notebook-%s, namespace: NS}
                spec:
                  workload:
                    components:
                    - name: web
                      type: webservice
                      properties:
                        image: docker.io/library/notebook:%s
                        ports: [{port: 8888, expose: true}]
                """.formatted(tag, tag));
        placed.team().apply(placed.team().existing("site").replace("name: notebook,", "name: notebook-" + tag + ","));
    }
}
