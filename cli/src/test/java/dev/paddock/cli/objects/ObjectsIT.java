// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.cli.CapturedTerminal;
import dev.paddock.cli.ExitCode;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private final CapturedTerminal terminal = new CapturedTerminal();

    @TempDir
    private Path directory = Path.of("");

    private TestCluster cluster;

    @BeforeEach
    void aNamespaceAndADirectoryOfItsOwn(TestCluster own) {
        cluster = own;
        terminal.directory(directory);
    }

    @Test
    void anObjectIsCreatedThenUnchangedThenConfigured() {
        assertThat(apply(PROFILE)).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).isEqualTo("computeprofile.palette.ai/edge-compute-profile created\n");

        assertThat(apply(PROFILE)).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).isEqualTo("computeprofile.palette.ai/edge-compute-profile unchanged\n");

        assertThat(apply(PROFILE.replace(": 4", ": 8"))).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).isEqualTo("computeprofile.palette.ai/edge-compute-profile configured\n");
    }

    @Test
    void aDryRunChangesNothing() {
        assertThat(apply(PROFILE, "--dry-run")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("created (server dry run)");

        assertThat(hub("get", "cprof", "edge-compute-profile")).isEqualTo(ExitCode.NOT_FOUND.code());
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

        assertThat(hub("apply", "-f", "all.yaml")).isEqualTo(ExitCode.ERROR.code());

        assertThat(terminal.out()).isEqualTo("computeprofile.palette.ai/good created\n");
        assertThat(terminal.err())
                .contains("all.yaml:7:3: error: spec.gpuLimit: Forbidden: unknown field")
                .contains("all.yaml:19:1: error: the hub has no kind ComputeProfil in palette.ai/v1alpha1"
                        + " (did you mean \"ComputeProfile\"?)")
                .contains("error: 2 of 3 objects were refused");
    }

    @Test
    void aValueOfTheWrongTypeIsRefusedWithItsField() {
        assertThat(apply(PROFILE.replace(": 4", ": four"))).as(terminal.err()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(terminal.err())
                .contains("<stdin>:8:5: error: spec.gpuLimits.NVIDIA-A100: Invalid value: expected numeric");
    }

    @Test
    void nothingIsAppliedWhenADocumentCannotBeRead() {
        String unreadable = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {palette.ai: true}}\n";

        assertThat(apply(PROFILE + "---\n" + unreadable)).isEqualTo(ExitCode.USAGE.code());

        assertThat(terminal.err())
                .contains("error[PL017]: metadata.labels[palette.ai]: Invalid value: true: must be a string")
                .contains("error: nothing was applied");
        assertThat(hub("get", "cprof", "-o", "name")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).isEmpty();
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

        assertThat(apply(definition)).as(terminal.err()).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("first created");
    }

    @Test
    void aTableHasTheServersColumnsAndOneNamespaceColumnForAll() {
        apply(PROFILE);

        assertThat(hub("get", "computeprofiles")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out().lines().findFirst().orElseThrow())
                .startsWith("NAME ")
                .endsWith("AGE");
        assertThat(terminal.out()).contains("edge-compute-profile");

        assertThat(hub("get", "cprof", "-A", "-l", "team=blue")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).startsWith("NAMESPACE").contains(cluster.namespace());

        assertThat(hub("get", "cprof", "-l", "team=red")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.err()).isEqualTo("No resources found in namespace " + cluster.namespace() + "\n");
    }

    @Test
    void severalObjectsInJsonAreAKubernetesListAndOneIsItself() throws Exception {
        apply(PROFILE);
        apply(PROFILE.replace("name: edge-compute-profile", "name: second"));

        assertThat(hub("get", "cprof", "-o", "json")).isEqualTo(ExitCode.OK.code());
        JsonNode list = new ObjectMapper().readTree(terminal.out());
        assertThat(list.path("apiVersion").asText() + " " + list.path("kind").asText())
                .isEqualTo("v1 List");
        assertThat(list.path("items")).hasSize(2);
        assertThat(list.path("items").path(0).path("metadata").has("managedFields"))
                .isFalse();

        assertThat(hub("get", "cprof/second", "-o", "json")).isEqualTo(ExitCode.OK.code());
        assertThat(new ObjectMapper().readTree(terminal.out()).path("kind").asText())
                .isEqualTo("ComputeProfile");

        assertThat(hub("get", "cprof", "-o", "name")).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out())
                .isEqualTo("computeprofile.palette.ai/edge-compute-profile\ncomputeprofile.palette.ai/second\n");
    }

    @Test
    void whatGetPrintsAsYamlCanBeApplied() {
        apply(PROFILE);
        hub("get", "cprof", "edge-compute-profile", "-o", "yaml");
        String printed = terminal.out();

        assertThat(apply(printed)).as(terminal.err()).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("edge-compute-profile");
    }

    @Test
    void aNameThatDoesNotExistSuggestsANearOneOrItsNamespace() {
        apply(PROFILE);

        assertThat(hub("get", "cprof", "edge-compute-profil")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(terminal.err()).contains("(did you mean \"edge-compute-profile\"?)");

        assertThat(run("get", "cprof", "edge-compute-profile", "-n", "default")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(terminal.err()).contains("try: add -n test-");
    }

    @Test
    void aKindThatDoesNotExistSuggestsANearOne() {
        assertThat(hub("get", "mlpaltforms")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(terminal.err()).contains("the hub has no kind \"mlpaltforms\" (did you mean \"mlplatforms\"?)");
    }

    @Test
    void aCategoryListsEveryKindOfPaddock() {
        apply(PROFILE);

        assertThat(hub("get", "paddock")).as(terminal.err()).isEqualTo(ExitCode.OK.code());
        assertThat(terminal.out()).contains("computeprofile.palette.ai/edge-compute-profile");
    }

    @Test
    void whatAUserMayNotDoIsARefusal() {
        Path stranger = cluster.kubeconfigFor("stranger", List.of());

        assertThat(terminal.run("get", "cprof", "-n", cluster.namespace(), "--kubeconfig", stranger.toString()))
                .isEqualTo(ExitCode.REFUSED.code());
        assertThat(terminal.err()).contains("forbidden").contains("stranger");
    }

    @Test
    void aHubThatDoesNotAnswerIsUnreachableAndSaysWhatToDo() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        Files.writeString(
                nowhere,
                Files.readString(cluster.kubeconfig()).replaceAll("server: .*", "server: https://127.0.0.1:1"));

        assertThat(terminal.run("get", "pods", "--kubeconfig", nowhere.toString()))
                .isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(terminal.err())
                .contains("the hub at https://127.0.0.1:1 does not answer: nothing listens there")
                .contains("try: paddock status");
    }

    private int apply(String text, String... more) {
        terminal.in(text);
        List<String> arguments = new ArrayList<>(List.of("apply", "-f", "-"));
        arguments.addAll(List.of(more));
        return hub(arguments.toArray(String[]::new));
    }

    /** In the test's own namespace. */
    private int hub(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("-A")) {
            all.addAll(List.of("-n", cluster.namespace()));
        }
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
        return terminal.run(all.toArray(String[]::new));
    }
}
