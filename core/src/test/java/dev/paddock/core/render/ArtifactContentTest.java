// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ArtifactContentTest {

    private static final RenderRequest REQUEST = Renderings.request("""
            components:
            - {name: web, type: webservice, deploymentPriority: 10, properties: {image: "a:1"}}
            - name: base
              type: k8s-objects
              properties:
                objects:
                - {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: "system:x"}}
                - {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: same}}
                - {apiVersion: example.org/v1, kind: Ingress, metadata: {name: same}}
            """);

    @Test
    void aFolderForEachPriorityAndAFileForEachObject() {
        SortedMap<String, byte[]> files = files();

        assertThat(files.keySet())
                .containsExactly(
                        "control/workload.yaml",
                        "p000/clusterrole-system_x.yaml",
                        "p000/ingress-project-a-clearml-same-2.yaml",
                        "p000/ingress-project-a-clearml-same.yaml",
                        "p000/kustomization.yaml",
                        "p010/deployment-project-a-clearml-web.yaml",
                        "p010/kustomization.yaml");
        assertThat(read("p000/kustomization.yaml")).isEqualTo(Yaml.node("""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                - clusterrole-system_x.yaml
                - ingress-project-a-clearml-same-2.yaml
                - ingress-project-a-clearml-same.yaml
                """));
    }

    @Test
    void theControlFileIsTheWorkloadWithoutWhatOnlyOneClusterKnows() {
        var workload = read("control/workload.yaml");

        assertThat(workload.at("/metadata/name").asText()).isEqualTo("project-a-clearml");
        assertThat(workload.at("/spec/class").asText()).isEqualTo("0123456789");
        assertThat(workload.at("/spec/workload/components/0/name").asText()).isEqualTo("web");
        assertThat(workload.path("spec").has("clusterName")).isFalse();
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        SortedMap<String, byte[]> once = files();
        SortedMap<String, byte[]> again = files();

        assertThat(again.keySet()).isEqualTo(once.keySet());
        once.forEach((path, bytes) -> assertThat(again.get(path)).as(path).isEqualTo(bytes));
    }

    @Test
    void whatIsWrittenReadsBackAsTheObject() {
        Rendering rendering = Renderings.render(REQUEST);

        assertThat(read("p010/deployment-project-a-clearml-web.yaml"))
                .isEqualTo(rendering.nodes().getLast());
    }

    @Test
    void textsThatOtherReadersTakeForSomethingElseStayTexts() {
        byte[] yaml = StableYaml.write(Yaml.node("""
                "on": "yes"
                "1": "1e3"
                multi: "a\\nb: c\\n"
                empty: {}
                list: [[1, 2], {a: b, c: []}, "x", null]
                big: 12345678901234567890
                """));

        assertThat(new String(yaml, StandardCharsets.UTF_8)).isEqualTo("""
                "1": "1e3"
                big: 12345678901234567890
                empty: {}
                list:
                - - 1
                  - 2
                - a: "b"
                  c: []
                - "x"
                - null
                multi: "a\\nb: c\\n"
                "on": "yes"
                """);
    }

    @Test
    void foldersComeInTheOrderInWhichTheyAreApplied() {
        assertThat(ArtifactContent.folders(Renderings.render(REQUEST))).containsExactly("p000", "p010");
    }

    private static JsonNode read(String path) {
        return Yaml.node(Objects.requireNonNull(files().get(path), path));
    }

    private static SortedMap<String, byte[]> files() {
        return new ArtifactContent()
                .of(REQUEST, new RenderedClass("0123456789", List.of("spoke-1"), Renderings.render(REQUEST)));
    }
}
