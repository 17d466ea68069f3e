// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.definition.ClusterReads;
import dev.paddock.core.definition.ContextValue;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.workload.SystemOutputs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClassRendererTest {

    private static final String NOTHING_READ = "components: [{name: w, type: webservice, properties: {image: a}}]";
    private static final String VERSION_READ =
            "components: [{name: w, type: webservice, properties: {image: 'a:{{ hub \".sys.clusterVersion\" }}'}}]";

    private final ClassRenderer renderer = new ClassRenderer(new WorkloadRenderer(Renderings.ENGINE));

    @Test
    void clustersAreOneClassWhenNothingAsksWhichOneItIs() {
        List<RenderedClass> classes = render(NOTHING_READ, three());

        assertThat(classes).singleElement().satisfies(rendered -> {
            assertThat(rendered.clusters()).containsExactly("a", "b", "c");
            assertThat(rendered.id()).matches("[0-9a-f]{10}");
        });
    }

    @Test
    void clustersSplitOnWhatWasRead() {
        List<RenderedClass> classes = render(VERSION_READ, three());

        assertThat(classes).extracting(RenderedClass::clusters).containsExactly(List.of("a", "c"), List.of("b"));
        assertThat(classes).extracting(RenderedClass::id).doesNotHaveDuplicates();
    }

    @Test
    void theIdDependsOnTheValuesAloneAndNotOnWhoElseIsThere() {
        TreeMap<String, SystemOutputs> onlyB = new TreeMap<>();
        onlyB.put("b", Renderings.outputs("b", "v1.35.0"));

        assertThat(render(VERSION_READ, onlyB).getFirst().id())
                .isEqualTo(render(VERSION_READ, three()).get(1).id());
    }

    @Test
    void clustersSplitOnWhatATemplateReadsAndOnNothingElse() {
        TreeMap<String, SystemOutputs> clusters = three();
        clusters.put("d", Renderings.outputs("d", "v1.36.9"));

        List<RenderedClass> classes =
                render("components: [{name: w, type: versioned, properties: {image: a}}]", clusters);

        assertThat(classes).extracting(RenderedClass::clusters).containsExactly(List.of("a", "c", "d"), List.of("b"));
        assertThat(classes.getFirst()
                        .rendering()
                        .nodes()
                        .getFirst()
                        .at("/spec/minor")
                        .asInt())
                .isEqualTo(36);
        assertThat(classes.getFirst().rendering().templateReads()).containsExactly(ClusterReads.Input.VERSION_MINOR);
    }

    @Test
    void clustersSplitOnAClaimThatADefinitionReads() {
        Definition regional =
                Renderings.definition(Definition.Kind.COMPONENT, "regional", "spec: region: context.region");
        Definitions definitions = Definitions.of(List.of(new Definition(
                regional.kind(),
                regional.name(),
                regional.schematic(),
                regional.workload(),
                List.of(),
                List.of(),
                regional.workloadRefPath(),
                regional.healthPolicy(),
                regional.customStatus(),
                List.of(new ContextValue("region", ContextValue.Type.STRING, "region.example")))));
        TreeMap<String, SystemOutputs> clusters = three();
        clusters.replaceAll((name, outputs) -> name.equals("c")
                ? outputs
                : outputs.claiming(Map.of("region.example", name.equals("a") ? "north" : "south", "other", name)));

        List<RenderedClass> classes = renderer.render(
                Renderings.request("components: [{name: w, type: regional, properties: {image: a}}]"),
                definitions,
                clusters);

        assertThat(classes)
                .extracting(RenderedClass::clusters)
                .containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(classes.get(0)
                        .rendering()
                        .nodes()
                        .getFirst()
                        .at("/spec/region")
                        .asText())
                .isEqualTo("north");
        assertThat(classes.get(2).rendering().errors())
                .extracting(Object::toString)
                .containsExactly(
                        "spec.workload.components[0].type: Invalid value: \"region.example\": the type reads this"
                                + " ClusterClaim as context.region, and the cluster does not claim it");
    }

    private List<RenderedClass> render(String template, TreeMap<String, SystemOutputs> clusters) {
        return renderer.render(Renderings.request(template), Renderings.DEFINITIONS, clusters);
    }

    private static TreeMap<String, SystemOutputs> three() {
        TreeMap<String, SystemOutputs> clusters = new TreeMap<>();
        clusters.put("a", Renderings.outputs("a", "v1.36.3"));
        clusters.put("b", Renderings.outputs("b", "v1.35.0"));
        clusters.put("c", Renderings.outputs("c", "v1.36.3"));
        return clusters;
    }
}
