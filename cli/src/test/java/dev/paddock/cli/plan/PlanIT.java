// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.cli.ExitCode;
import dev.paddock.cli.HubTerminal;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of objects that no deployment hangs on, against a real API server; what clusters would get is the hub's test. */
@WithControlPlane
class PlanIT {
    private static final String TWO = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: first}
        data: {size: "SIZE"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: second}
        data: {size: "SIZE"}
        """;

    @TempDir
    private Path directory = Path.of("");

    private TestCluster cluster;
    private HubTerminal hub;

    @BeforeEach
    void aTerminalOfItsOwn(TestCluster own) {
        cluster = own;
        hub = new HubTerminal(own);
        hub.terminal().directory(directory);
    }

    @Test
    void whatWasPlannedIsWhatIsApplied() throws IOException {
        assertThat(plan(TWO.replace("SIZE", "1"))).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out())
                .contains("  + create ConfigMap " + cluster.namespace() + "/first\n")
                .contains("hub: 2 to create, 0 to change;");
        assertThat(found("first")).isNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("change.plan"))))
                .isEqualTo("rw-------");

        assertThat(applyPlan()).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("configmap/first created\nconfigmap/second created\n");

        assertThat(plan(TWO.replaceFirst("SIZE", "2").replace("SIZE", "1"))).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out())
                .contains("  ~ change ConfigMap " + cluster.namespace() + "/first\n")
                .contains("~ data.size: \"1\" -> \"2\"")
                .contains("  = unchanged ConfigMap " + cluster.namespace() + "/second\n");
        assertThat(applyPlan()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("configmap/first configured\nconfigmap/second unchanged\n");
        assertThat(found("first").getData()).containsEntry("size", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "second"})
    void aPlanIsRefusedAsAWholeWhenOneObjectIsNotWhatItWas(String changed) {
        assertThat(hub.apply(TWO.replace("SIZE", "1"))).isEqualTo(ExitCode.OK.code());
        assertThat(plan(TWO.replace("SIZE", "2"))).isEqualTo(ExitCode.OK.code());
        cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace())
                .withName(changed)
                .edit(object -> {
                    object.getData().put("other", "x");
                    return object;
                });

        assertThat(applyPlan()).isEqualTo(ExitCode.REFUSED.code());

        assertThat(hub.err()).contains("ConfigMap " + cluster.namespace() + "/" + changed + " has been changed since");
        assertThat(found("first").getData()).containsEntry("size", "1");
        assertThat(found("second").getData()).containsEntry("size", "1");
    }

    @Test
    void everyRefusalIsShownAndNothingIsPlanned() {
        assertThat(plan("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: Not_A_Name}
            ---
            apiVersion: mural.sh/v1beta1
            kind: WorkloadProfile
            metadata: {name: web}
            spec: {workloda: {}}
            """)).isEqualTo(ExitCode.REFUSED.code());
        assertThat(hub.err())
                .contains("<stdin>:3:12: error: metadata.name: Invalid value")
                .contains("unknown field");
        assertThat(directory.resolve("change.plan")).doesNotExist();
    }

    @Test
    void aProfileThatNobodyDeploysAffectsNoDeployment() {
        assertThat(plan("""
            apiVersion: mural.sh/v1beta1
            kind: WorkloadProfile
            metadata: {name: web}
            spec:
              workload: {components: [{name: web, type: webservice, properties: {image: "example/web:1"}}]}
            """)).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("+ create WorkloadProfile").doesNotContain("WorkloadDeployment");
    }

    @Test
    void aSecretIsNeitherShownNorSaved() {
        String secret = """
            apiVersion: v1
            kind: Secret
            metadata: {name: login}
            stringData: {password: VALUE}
            """;
        assertThat(hub.apply(secret.replace("VALUE", "hunter2"))).isEqualTo(ExitCode.OK.code());
        assertThat(plan(secret.replace("VALUE", "correcthorse"))).isEqualTo(ExitCode.USAGE.code());
        assertThat(hub.err()).contains("Secret " + cluster.namespace() + "/login does not belong into a plan file");
        assertThat(directory.resolve("change.plan")).doesNotExist();

        hub.terminal().in(secret.replace("VALUE", "correcthorse"));
        assertThat(hub.run("plan", "-f", "-")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out())
                .contains("(hidden ")
                .doesNotContain("correcthorse")
                .doesNotContain("Y29ycmVjdGhvcnNl")
                .doesNotContain("aHVudGVyMg");
    }

    private int plan(String text) {
        hub.terminal().in(text);
        return hub.run("plan", "-f", "-", "--save", "change.plan");
    }

    private int applyPlan() {
        return hub.terminal()
                .run(
                        "apply",
                        "--plan",
                        "change.plan",
                        "--kubeconfig",
                        cluster.kubeconfig().toString());
    }

    private ConfigMap found(String name) {
        return cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace())
                .withName(name)
                .get();
    }
}
