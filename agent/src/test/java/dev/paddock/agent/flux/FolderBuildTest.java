// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FolderBuildTest {

    @Test
    void takes_what_the_listing_names_and_nothing_else() throws Exception {
        List<GenericKubernetesResource> objects = build(
                "./p000",
                Map.of(
                        "p000/kustomization.yaml",
                        "resources: [a.yaml, sub]",
                        "p000/a.yaml",
                        configMap("a"),
                        "p000/unlisted.yaml",
                        configMap("unlisted"),
                        "p000/sub/kustomization.yaml",
                        "resources: [../shared.yaml]",
                        "p000/shared.yaml",
                        configMap("b") + "---\n" + configMap("c"),
                        "p010/other.yaml",
                        configMap("other")));

        assertThat(names(objects)).containsExactly("a", "b", "c");
    }

    @Test
    void takes_every_file_where_there_is_no_listing() throws Exception {
        List<GenericKubernetesResource> objects = build(
                "p000",
                Map.of(
                        "p000/a.yaml", configMap("a"),
                        "p000/deep/b.yml", configMap("b"),
                        "p000/notes.txt", "not for a cluster",
                        "p0001/c.yaml", configMap("c")));

        assertThat(names(objects)).containsExactly("a", "b");
    }

    @Test
    void unpacks_lists_and_passes_over_empty_documents() throws Exception {
        List<GenericKubernetesResource> objects = build(
                "",
                Map.of(
                        "all.yaml",
                        "---\n# only a comment\n---\napiVersion: v1\nkind: List\nitems:\n- "
                                + configMap("a").strip().replace("\n", "\n  ") + "\n"));

        assertThat(names(objects)).containsExactly("a");
    }

    @Test
    void puts_the_namespace_of_the_listing_on_its_objects() throws Exception {
        List<GenericKubernetesResource> objects = build(
                "p000",
                Map.of(
                        "p000/kustomization.yaml",
                        "namespace: team\nresources: [a.yaml]",
                        "p000/a.yaml",
                        configMap("a")));

        assertThat(objects)
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getNamespace()).isEqualTo("team"));
    }

    @Test
    void refuses_transformers_rather_than_leaving_them_out() {
        assertThatThrownBy(() -> build(
                        "p000",
                        Map.of(
                                "p000/kustomization.yaml",
                                "resources: [a.yaml]\npatches: []",
                                "p000/a.yaml",
                                configMap("a"))))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("p000/kustomization.yaml: patches: not supported");
    }

    @Test
    void names_what_is_missing_or_wrong() {
        assertThatThrownBy(() -> build("p000", Map.of()))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("path not found");
        assertThatThrownBy(() -> build("p000", Map.of("p000/kustomization.yaml", "resources: [gone.yaml]")))
                .hasMessageContaining("lists gone.yaml, which the artifact lacks");
        assertThatThrownBy(() -> build("p000", Map.of("p000/a.yaml", "kind: ConfigMap\nmetadata: {name: a}")))
                .hasMessage("p000/a.yaml: apiVersion: Required value");
        assertThatThrownBy(() -> build("p000", Map.of("p000/a.yaml", "apiVersion: v1\nkind: ConfigMap")))
                .hasMessage("p000/a.yaml: metadata.name: Required value");
        assertThatThrownBy(() -> build("p000", Map.of("p000/a.yaml", "a: ["))).hasMessageStartingWith("p000/a.yaml: ");
    }

    @Test
    void does_not_follow_a_listing_in_circles_or_out_of_the_artifact() {
        assertThatThrownBy(() -> build(
                        "p000",
                        Map.of(
                                "p000/kustomization.yaml", "resources: [sub]",
                                "p000/sub/kustomization.yaml", "resources: [..]")))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("includes itself");
        assertThat(FolderBuild.normalize("../../etc/passwd")).isEqualTo("etc/passwd");
    }

    private static List<GenericKubernetesResource> build(String folder, Map<String, String> files)
            throws BuildException {
        return FolderBuild.build(new TreeMap<>(files), folder);
    }

    private static List<String> names(List<GenericKubernetesResource> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }

    private static String configMap(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n";
    }
}
