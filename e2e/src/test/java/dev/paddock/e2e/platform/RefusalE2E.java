// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testkit.fleet.CommandResult;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.SharedFleet;
import dev.paddock.testkit.fleet.TeamProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every combination the requirement table forbids, and every malformed file, is refused with the field and the reason. */
@ExtendWith(SharedFleet.class)
class RefusalE2E {
    private static final String CLUSTER =
            "  cluster: {cloud: embedded, controlPlanePool: {nodeCount: 1}, workerPools: [{name: w, nodes: 1}]}\n";
    private static final String CLUSTER_PROFILE = "  clusterProfileRef: {name: infra, namespace: NS}\n";
    private static final String WORKLOAD_PROFILE = "  workloadProfileRef: {name: notebook, namespace: NS}\n";
    private static final String ENVIRONMENT = "  environmentRef: {name: shared}\n";

    /** A row of the table in api.md 4.1: what is written, and what the answer must say. */
    private record Row(int number, String spec, List<String> answers) {
        static Row of(int number, String spec, String... answers) {
            return new Row(number, spec, List.of(answers));
        }
    }

    @TestFactory
    Stream<DynamicTest> theRequirementTable(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "table", 4);
        return Stream.of(
                        Row.of(1, WORKLOAD_PROFILE, "spec.mode: Required value: one of dedicated, shared"),
                        Row.of(
                                2,
                                mode("shared") + ENVIRONMENT,
                                "spec.workloadProfileRef: Required value: every MLPlatform needs a workload profile"),
                        Row.of(
                                3,
                                mode("dedicated") + CLUSTER + CLUSTER_PROFILE + WORKLOAD_PROFILE + ENVIRONMENT,
                                "spec.environmentRef: Forbidden: mode dedicated creates its own environment"),
                        Row.of(
                                4,
                                mode("dedicated") + CLUSTER_PROFILE + WORKLOAD_PROFILE,
                                "spec.cluster: Required value: mode dedicated creates a new cluster"),
                        Row.of(
                                5,
                                mode("dedicated") + CLUSTER + WORKLOAD_PROFILE,
                                "spec.clusterProfileRef: Required value: mode dedicated creates a new cluster"),
                        Row.of(
                                7,
                                mode("shared") + CLUSTER + CLUSTER_PROFILE + WORKLOAD_PROFILE + ENVIRONMENT,
                                "spec.environmentRef: Forbidden: may not be set together with spec.cluster"),
                        Row.of(
                                8,
                                mode("shared") + CLUSTER + WORKLOAD_PROFILE,
                                "spec.clusterProfileRef: Required value: spec.cluster creates a new shared cluster"),
                        Row.of(
                                11,
                                mode("shared") + CLUSTER_PROFILE + WORKLOAD_PROFILE + ENVIRONMENT,
                                "spec.clusterProfileRef: Forbidden: not applicable: no new cluster is created"),
                        Row.of(
                                12,
                                mode("shared") + CLUSTER_PROFILE + WORKLOAD_PROFILE,
                                "no new cluster is created (set spec.cluster to create one)"),
                        Row.of(
                                13,
                                mode("shared") + WORKLOAD_PROFILE + ENVIRONMENT + "  deletePolicy: Delete\n",
                                "spec.deletePolicy: Forbidden: not applicable: applies only to a cluster this MLPlatform creates"),
                        Row.of(
                                16,
                                mode("dedicated") + CLUSTER + CLUSTER_PROFILE + WORKLOAD_PROFILE
                                        + "  isolation: Namespace\n",
                                "mode dedicated always isolates by Cluster"),
                        Row.of(
                                17,
                                mode("shared") + WORKLOAD_PROFILE + ENVIRONMENT + "  isolation: Cluster\n",
                                "mode shared allows Namespace or ControlPlane"),
                        Row.of(
                                3,
                                mode("dedicated") + WORKLOAD_PROFILE + ENVIRONMENT,
                                "spec.cluster: Required value",
                                "spec.clusterProfileRef: Required value",
                                "spec.environmentRef: Forbidden"))
                .map(row -> DynamicTest.dynamicTest(
                        "row " + row.number() + ": " + row.answers().getFirst(), () -> {
                            CommandResult refused =
                                    team.tryApply("""
                            apiVersion: palette.ai/v1alpha1
                            kind: MLPlatform
                            metadata: {name: wrong, namespace: NS}
                            spec:
                              platform: notebook
                            """ + row.spec()).expect(4);
                            assertThat(refused.all()).contains(row.answers());
                            assertThat(team.platform("wrong").get()).isNull();
                        }));
    }

    @Test
    void anUnknownFieldIsRefusedAndTheNearOneNamed(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "unknown", 4);

        assertThat(team.tryApply(team.existing("typo").replace("environmentRef", "enviromentRef"))
                        .expect(4)
                        .all())
                .contains("spec.enviromentRef: Forbidden: unknown field (did you mean \"environmentRef\"?)");
        assertThat(team.platform("typo").get()).isNull();
    }

    @Test
    void aWrongTypeIsRefusedWithItsField(Fleet fleet) {
        TeamProject team = TeamProject.create(fleet, "wrongtype", 4);

        assertThat(team.tryApply(team.dedicated("typed", 4, "Delete").replace("nodes: 1", "nodes: many"))
                        .expect(4)
                        .all())
                .contains("nodes");
    }

    @Test
    void tenMebibytesOfTextAreRefusedWithoutBeingSent(Fleet fleet) throws IOException {
        Path file = Files.createTempFile(fleet.home(), "huge-", ".yaml");
        Files.writeString(file, "x: " + "y".repeat(10 << 20));

        CommandResult refused = fleet.run("apply", "-f", file.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(file.getFileName().toString()).contains("MiB");
    }

    @Test
    void aLabelThatIsNotTextIsRefusedWithTheQuotedForm(Fleet fleet) throws IOException {
        Path file = Files.createTempFile(fleet.home(), "label-", ".yaml");
        Files.writeString(file, """
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata:
                  name: clearml
                  namespace: mural-system
                  labels:
                    palette.ai: true
                """);

        CommandResult refused = fleet.run("apply", "-f", file.toString());

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains(":7:").contains("must be a string, write \"true\"");
    }

    private static String mode(String mode) {
        return "  mode: " + mode + "\n";
    }
}
