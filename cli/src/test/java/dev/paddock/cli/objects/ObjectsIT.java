// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.HubTerminal;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on objects, each run as the command it is, against a real API server with Paddock's kinds. */
@WithControlPlane
class ObjectsIT {
    private static final String PROFILE = """
            apiVersion: palette.ai/v1alpha1
            kind: ComputeProfile
            metadata:
              name: edge-compute-profile
              labels: {team: blue}
            spec:
              gpuLimits:
                'NVIDIA-A100': 4
            """;

    @TempDir
    private Path directory = Path.of("");

    private TestCluster cluster;
    private HubTerminal hub;

    @BeforeEach
    void aNamespaceAndADirectoryOfItsOwn(TestCluster own) {
        cluster = own;
        hub = new HubTerminal(own);
        hub.terminal().directory(directory);
    }

    @Test
    void anObjectIsCreatedThenUnchangedThenConfigured() {
        assertThat(hub.apply(PROFILE)).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("computeprofile.palette.ai/edge-compute-profile created\n");

        assertThat(hub.apply(PROFILE)).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("computeprofile.palette.ai/edge-compute-profile unchanged\n");

        assertThat(hub.apply(PROFILE.replace(": 4", ": 8"))).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("computeprofile.palette.ai/edge-compute-profile configured\n");
    }

    @Test
    void aDryRunChangesNothing() {
        assertThat(hub.apply(PROFILE, "--dry-run")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("created (server dry run)");

        assertThat(hub.run("get", "cprof", "edge-compute-profile")).isEqualTo(ExitCode.NOT_FOUND.code());
    }

    @Test
    void everyRefusalIsShownAtItsLineAndTheRestIsApplied() throws Exception {
        Path file = directory.resolve("all.yaml");
        Files.writeString(
                file,
                PROFILE.replace("gpuLimits:", "gpuLimit:")
                        + "---\n"
                        + PROFILE.replace("name: edge-compute-profile", "name: good")
                        + "---\n"
                        + PROFILE.replace("ComputeProfile", "ComputeProfil"));

        assertThat(hub.run("apply", "-f", "all.yaml")).isEqualTo(ExitCode.ERROR.code());

        assertThat(hub.out()).isEqualTo("computeprofile.palette.ai/good created\n");
        assertThat(hub.err())
                .contains("all.yaml:7:3: error: spec.gpuLimit: Forbidden: unknown field"
                        + " (did you mean \"gpuLimits\"?)")
                .contains("all.yaml:19:1: error: the hub has no kind ComputeProfil in palette.ai/v1alpha1"
                        + " (did you mean \"ComputeProfile\"?)")
                .contains("error: 2 of 3 objects were refused");
    }

    @Test
    void aValueOfTheWrongTypeIsRefusedWithItsField() {
        assertThat(hub.apply(PROFILE.replace(": 4", ": four"))).as(hub.err()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(hub.err())
                .contains("<stdin>:8:5: error: spec.gpuLimits.NVIDIA-A100: Invalid value: expected numeric");
    }

    @Test
    void nothingIsAppliedWhenADocumentCannotBeRead() {
        String unreadable = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {palette.ai: true}}\n";

        assertThat(hub.apply(PROFILE + "---\n" + unreadable)).isEqualTo(ExitCode.USAGE.code());

        assertThat(hub.err())
                .contains("error[PL017]: metadata.labels[palette.ai]: Invalid value: true: must be a string")
                .contains("error: nothing was applied");
        assertThat(hub.run("get", "cprof", "-o", "name")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEmpty();
    }

    @Test
    void objectsOfAKindFollowItsDefinitionInOneFile() throws Exception {
        String plural = "gadgets" + cluster.namespace().substring("test-".length());
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.demo.example}
                spec:
                  group: demo.example
                  scope: Namespaced
                  names: {plural: %1$s, singular: %1$sone, kind: G%1$s}
                  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
                ---
                apiVersion: demo.example/v1
                kind: G%1$s
                metadata: {name: first}
                """.formatted(plural);

        assertThat(hub.apply(definition)).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("first created");
    }

    @Test
    void aTableHasTheServersColumnsAndOneNamespaceColumnForAll() {
        hub.apply(PROFILE);

        assertThat(hub.run("get", "computeprofiles")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out().lines().findFirst().orElseThrow())
                .startsWith("NAME ")
                .endsWith("AGE");
        assertThat(hub.out()).contains("edge-compute-profile");

        assertThat(hub.run("get", "cprof", "-A", "-l", "team=blue")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).startsWith("NAMESPACE").contains(cluster.namespace());

        assertThat(hub.run("get", "cprof", "-l", "team=red")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.err()).isEqualTo("No resources found in namespace " + cluster.namespace() + "\n");
    }

    @Test
    void severalObjectsInJsonAreAKubernetesListAndOneIsItself() throws Exception {
        hub.apply(PROFILE);
        hub.apply(PROFILE.replace("name: edge-compute-profile", "name: second"));

        assertThat(hub.run("get", "cprof", "-o", "json")).isEqualTo(ExitCode.OK.code());
        JsonNode list = new ObjectMapper().readTree(hub.out());
        assertThat(list.path("apiVersion").asText() + " " + list.path("kind").asText())
                .isEqualTo("v1 List");
        assertThat(list.path("items")).hasSize(2);
        assertThat(list.path("items").path(0).path("metadata").has("managedFields"))
                .isFalse();

        assertThat(hub.run("get", "cprof/second", "-o", "json")).isEqualTo(ExitCode.OK.code());
        assertThat(new ObjectMapper().readTree(hub.out()).path("kind").asText()).isEqualTo("ComputeProfile");

        assertThat(hub.run("get", "cprof", "-o", "name")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out())
                .isEqualTo("computeprofile.palette.ai/edge-compute-profile\ncomputeprofile.palette.ai/second\n");
    }

    @Test
    void whatGetPrintsAsYamlCanBeApplied() {
        hub.apply(PROFILE);
        hub.run("get", "cprof", "edge-compute-profile", "-o", "yaml");
        String printed = hub.out();

        assertThat(hub.apply(printed)).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("edge-compute-profile");
    }

    @Test
    void aNameThatDoesNotExistSuggestsANearOneOrItsNamespace() {
        hub.apply(PROFILE);

        assertThat(hub.run("get", "cprof", "edge-compute-profil")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(hub.err()).contains("(did you mean \"edge-compute-profile\"?)");

        assertThat(hub.run("get", "cprof", "edge-compute-profile", "-n", "default"))
                .isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(hub.err()).contains("try: add -n test-");
    }

    @Test
    void aKindThatDoesNotExistSuggestsANearOne() {
        assertThat(hub.run("get", "mlpaltforms")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(hub.err()).contains("the hub has no kind \"mlpaltforms\" (did you mean \"mlplatforms\"?)");
    }

    @Test
    void aCategoryListsEveryKindOfPaddock() {
        hub.apply(PROFILE);

        assertThat(hub.run("get", "paddock")).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("computeprofile.palette.ai/edge-compute-profile");
    }

    @Test
    void whatAUserMayNotDoIsARefusal() {
        Path stranger = cluster.kubeconfigFor("stranger", List.of());

        assertThat(hub.terminal().run("get", "cprof", "-n", cluster.namespace(), "--kubeconfig", stranger.toString()))
                .isEqualTo(ExitCode.REFUSED.code());
        assertThat(hub.err()).contains("forbidden").contains("stranger");
    }

    @Test
    void aHubThatDoesNotAnswerIsUnreachableAndSaysWhatToDo() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        Files.writeString(
                nowhere,
                Files.readString(cluster.kubeconfig()).replaceAll("server: .*", "server: https://127.0.0.1:1"));

        assertThat(hub.terminal().run("get", "pods", "--kubeconfig", nowhere.toString()))
                .isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(hub.err())
                .contains("the hub at https://127.0.0.1:1 does not answer: nothing listens there")
                .contains("try: paddock status");
    }
}
