// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    private static final String HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

    @Test
    void theDocumentsSampleIsRefusedWithTheQuotedForm() {
        String seed = """
                # As the document prints it.
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata:
                  name: clearml
                  namespace: mural-system
                  labels:
                    palette.ai: true
                    palette.ai/platform: clearml
                    palette.ai/platform-version: 7.14.5
                """;

        ManifestReader.Contents contents = read(seed);

        assertThat(contents.findings())
                .map(Finding::toString)
                .containsExactly(
                        "a.yaml:8:5: error[PL017]: metadata.labels[palette.ai]: Invalid value: true: must be a string, write \"true\"");
    }

    @Test
    void labelsInsideEmbeddedObjectsAreCheckedToo() {
        assertThat(read(HEAD + "spec:\n  objects:\n  - metadata:\n      annotations: {port: 80}\n")
                        .findings())
                .map(Finding::toString)
                .containsExactly(
                        "a.yaml:8:21: error[PL017]: spec.objects[0].metadata.annotations.port: Invalid value: 80: must be a string, write \"80\"");
    }

    @Test
    void everyDocumentsFaultsAreReportedWithTheirLine() {
        String text = "kind: MLPlatform\nmetadata: {name: x}\n---\napiVersion: v1\nmetadata: {}\n";

        assertThat(read(text).findings())
                .map(Finding::toString)
                .containsExactly(
                        "a.yaml:1:1: error[PL018]: apiVersion: Required value: did you mean palette.ai/v1alpha1?",
                        "a.yaml:4:1: error[PL018]: kind: Required value",
                        "a.yaml:5:1: error[PL018]: metadata.name: Required value");
    }

    @Test
    void aListIsItsItemsAndKeepsTheirLines() {
        ManifestReader.Contents contents = read(
                "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    labels: {x: 1}\n    name: b\n");

        assertThat(contents.manifests()).map(Manifest::name).containsExactly("a", "b");
        assertThat(contents.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.at().line()).isEqualTo(10));
    }

    @Test
    void anEmptyDocumentIsSkipped() {
        assertThat(read("---\n# nothing\n---\n" + HEAD + "---\n").manifests()).hasSize(1);
    }

    @Test
    void aKeyWrittenTwiceIsAFault() {
        assertThat(read(HEAD + "data:\n  a: x\n  a: y\n").findings())
                .map(Finding::toString)
                .containsExactly("a.yaml:7:3: error: data.a: Duplicate value: \"a\": already written in line 6");
    }

    @Test
    void brokenYamlIsReportedWhereItBreaks() {
        assertThat(read(HEAD + "data: {a: [}\n").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.at().line()).isEqualTo(5);
            assertThat(finding.text()).startsWith("not valid YAML: ");
        });
    }

    @Test
    void anAliasBombIsRefusedWhileItIsRead() {
        StringBuilder bomb = new StringBuilder(HEAD + "data:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 10; level++) {
            bomb.append("  a%d: &a%d [%s]\n"
                    .formatted(level, level, String.join(", ", java.util.Collections.nCopies(10, "*a" + (level - 1)))));
        }

        assertThat(read(bomb.toString()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("aliases are expanded"));
    }

    @Test
    void deepNestingIsRefusedRatherThanOverflowingTheStack() {
        assertThat(read(HEAD + "data: " + "[".repeat(100_000)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("nested deeper than 100 levels"));
    }

    @Test
    void anAliasOfItsOwnAnchorIsRefused() {
        assertThat(read(HEAD + "data: &d\n  again: *d\n").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("refers to no anchor before it"));
    }

    @Test
    void mergeKeysGiveWhatIsNotWritten() {
        JsonNode data = read(HEAD + "x: &x {a: one, b: two}\ndata:\n  <<: *x\n  b: own\n")
                .manifests()
                .getFirst()
                .object()
                .path("data");

        assertThat(data.toString()).isEqualTo("{\"b\":\"own\",\"a\":\"one\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "yes, true",
        "No, false",
        "oN, '\"oN\"'",
        "0644, 420",
        "0x1F, 31",
        "0b101, 5",
        "1_000, 1000",
        "-12, -12",
        "1.50, 1.50",
        "1e3, 1E+3",
        "7.14.5, '\"7.14.5\"'",
        "~, null",
        "12:30, '\"12:30\"'",
        "2026-01-01, '\"2026-01-01\"'",
        "'\"true\"', '\"true\"'",
        "08, 8",
        "9223372036854775808, 9223372036854775808"
    })
    void scalarsMeanWhatTheyMeanToKubectl(String written, String json) {
        JsonNode value = read(HEAD + "v: " + written + "\n")
                .manifests()
                .getFirst()
                .object()
                .path("v");

        assertThat(value.toString()).isEqualTo(json);
    }

    @Test
    void aFieldThatWasNotWrittenIsLookedForAroundItsPlace() {
        Manifest manifest = read(HEAD + "spec:\n  cluster:\n    workerPools:\n    - name: gpu\n")
                .manifests()
                .getFirst();

        assertThat(manifest.at("spec.cluster.workerPools[0].gpu.count").line()).isEqualTo(8);
        assertThat(manifest.at(".spec.cluster").line()).isEqualTo(6);
        assertThat(manifest.at(".spec.cluster.workerPools[name=\"gpu\"].nodez").column())
                .as("an item of a list is where its content begins, behind the dash")
                .isEqualTo(7);
        assertThat(manifest.at(".spec.cluster.workerPools[name=\"cpu\"].nodez").line())
                .isEqualTo(7);
        assertThat(manifest.at("status.phase").line()).isEqualTo(1);
    }

    private static ManifestReader.Contents read(String text) {
        return ManifestReader.read(new Source("a.yaml", text));
    }

    @Test
    void severalManifestsKeepTheirOrder() {
        List<Manifest> manifests =
                read(HEAD + "---\n" + HEAD.replace("name: a", "name: b")).manifests();

        assertThat(manifests).map(Manifest::name).containsExactly("a", "b");
    }
}
