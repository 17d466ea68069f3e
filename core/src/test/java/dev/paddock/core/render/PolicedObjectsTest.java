// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the policies of a workload say of single objects is in the objects that are rendered, and in them only. */
class PolicedObjectsTest {

    private static final String TEMPLATE = """
            {components: [
              {name: web, type: webservice, properties: {image: nginx}},
              {name: notes, type: k8s-objects, properties: {objects: [
                {apiVersion: v1, kind: ConfigMap, metadata: {name: notes}},
                {apiVersion: v1, kind: Secret, metadata: {name: login}}]}}],
             policies: [POLICY]}
            """;

    @Test
    void an_object_that_a_rule_selects_says_so_and_no_other() {
        Rendering rendering = render(
                "{name: keep, type: garbage-collect, properties: {rules: [{selector: {componentTypes: [k8s-objects]}, strategy: never}]}}");

        assertThat(rendering.errors()).isEmpty();
        assertThat(rendering.objects())
                .extracting(object -> object.kind() + " "
                        + object.object().at("/metadata/annotations").asText("")
                        + object.object()
                                .at("/metadata/annotations/policy.paddock.dev~1garbage-collect")
                                .asText())
                .containsExactly("Deployment ", "ConfigMap never", "Secret ");
    }

    @Test
    void what_cannot_be_done_is_an_error_of_the_rendering_and_what_has_no_effect_a_warning() {
        Rendering rendering = render("{name: once, type: apply-once, properties: {enable: true, rules: ["
                + "{selector: {resourceTypes: [Secret]}, strategy: {affect: onUpdate, path: [data.token]}},"
                + "{strategy: {path: ['*']}}]}}");

        assertThat(rendering.errors())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .startsWith(
                        "spec.workload.policies[0].properties.rules[0].strategy.affect: Forbidden: onUpdate writes down");
        assertThat(rendering.warnings())
                .containsExactly(
                        "spec.workload.policies[0].properties.rules[1].selector: is empty, so the rule is about no"
                                + " object");
    }

    private static Rendering render(String policy) {
        return Renderings.render(Renderings.request(TEMPLATE.replace("POLICY", policy)));
    }
}
