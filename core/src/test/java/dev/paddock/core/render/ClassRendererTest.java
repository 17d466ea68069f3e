// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.workload.SystemOutputs;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClassRendererTest {

    private static final String NOTHING_READ = "components: [{name: w, type: webservice, properties: {image: a}}]";
    private static final String VERSION_READ =
            "components: [{name: w, type: webservice, properties: {image: 'a:{{ hub \".sys.clusterVersion\" }}'}}]";

    private final ClassRenderer renderer = new ClassRenderer(new WorkloadRenderer(ComponentTypes.builtIn()));

    @Test
    void clustersAreOneClassWhenNothingAsksWhichOneItIs() {
        List<RenderedClass> classes = renderer.render(Renderings.request(NOTHING_READ), three());

        assertThat(classes).singleElement().satisfies(rendered -> {
            assertThat(rendered.clusters()).containsExactly("a", "b", "c");
            assertThat(rendered.id()).matches("[0-9a-f]{10}");
        });
    }

    @Test
    void clustersSplitOnWhatWasRead() {
        List<RenderedClass> classes = renderer.render(Renderings.request(VERSION_READ), three());

        assertThat(classes).extracting(RenderedClass::clusters).containsExactly(List.of("a", "c"), List.of("b"));
        assertThat(classes).extracting(RenderedClass::id).doesNotHaveDuplicates();
    }

    @Test
    void theIdDependsOnTheValuesAloneAndNotOnWhoElseIsThere() {
        TreeMap<String, SystemOutputs> onlyB = new TreeMap<>();
        onlyB.put("b", Renderings.outputs("b", "v1.35.0"));

        assertThat(renderer.render(Renderings.request(VERSION_READ), onlyB)
                        .getFirst()
                        .id())
                .isEqualTo(renderer.render(Renderings.request(VERSION_READ), three())
                        .get(1)
                        .id());
    }

    private static TreeMap<String, SystemOutputs> three() {
        TreeMap<String, SystemOutputs> clusters = new TreeMap<>();
        clusters.put("a", Renderings.outputs("a", "v1.36.3"));
        clusters.put("b", Renderings.outputs("b", "v1.35.0"));
        clusters.put("c", Renderings.outputs("c", "v1.36.3"));
        return clusters;
    }
}
