// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.agent.kube.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who owns what of an object, by the books of the API server. */
class ObjectsOfOthersTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectRef WEB = new ObjectRef("apps", "Deployment", "team", "web");
    private static final String OURS =
            "{manager: kustomize-controller, operation: Apply, fieldsV1: {'f:data': {'f:a': {}}}}";

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Deployment, web, team, true",
        "apps/v1beta1, Deployment, web, team, true",
        "apps/v1, StatefulSet, web, team, false",
        "apps/v1, Deployment, other, team, false",
        "example.com/v1, Deployment, web, team, false",
        "apps/v1, Deployment, web, elsewhere, false"
    })
    void an_autoscaler_scales_what_it_names(
            String apiVersion, String kind, String name, String namespace, boolean expected) throws Exception {
        JsonNode autoscaler =
                tree("metadata: {namespace: %s}\nspec: {scaleTargetRef: {apiVersion: %s, kind: %s, name: %s}}"
                        .formatted(namespace, apiVersion, kind, name));

        assertThat(AutoscaledReplicas.isScaled(WEB, List.of(autoscaler))).isEqualTo(expected);
    }

    @Test
    void replicas_set_through_scale_are_left_to_who_set_them() throws Exception {
        ObjectNode sent = AutoscaledReplicas.yielding(
                tree("spec: {replicas: 1, paused: true}"),
                tree("metadata: {managedFields: [{subresource: scale, fieldsV1: {'f:spec': {'f:replicas': {}}}}]}\n"
                        + "spec: {replicas: 4}"));

        assertThat(sent).isEqualTo(tree("spec: {paused: true}"));
    }

    @Test
    void replicas_that_nobody_else_owns_stay_what_they_are_instead_of_falling_to_one() throws Exception {
        ObjectNode sent = AutoscaledReplicas.yielding(tree("spec: {replicas: 1}"), tree("spec: {replicas: 4}"));

        assertThat(sent).isEqualTo(tree("spec: {replicas: 4}"));
    }

    @Test
    void what_kubectl_set_becomes_ours_and_what_controllers_set_stays_theirs() throws Exception {
        JsonNode live = tree("metadata: {managedFields: [" + OURS
                + ", {manager: kubectl-edit, operation: Update, fieldsV1: {'f:data': {'f:b': {}}}}"
                + ", {manager: kubectl, operation: Update, subresource: status, fieldsV1: {'f:status': {}}}"
                + ", {manager: some-controller, operation: Update, fieldsV1: {'f:data': {'f:c': {}}}}]}");

        assertThat(HandEdits.takenOver(live))
                .hasValueSatisfying(entries -> assertThat(entries).isEqualTo(value("""
                        - {manager: kubectl, operation: Update, subresource: status, fieldsV1: {'f:status': {}}}
                        - {manager: some-controller, operation: Update, fieldsV1: {'f:data': {'f:c': {}}}}
                        - {manager: kustomize-controller, operation: Apply, fieldsV1: {'f:data': {'f:a': {}, 'f:b': {}}}}
                        """)));
    }

    @Test
    void nothing_is_taken_over_where_nobody_used_kubectl() throws Exception {
        assertThat(HandEdits.takenOver(tree("metadata: {managedFields: [" + OURS + "]}")))
                .isEmpty();
    }

    @Test
    void names_managers_and_the_fields_that_both_set() throws Exception {
        JsonNode live = tree("metadata: {managedFields: [" + OURS + """
                , {manager: rival, operation: Apply, fieldsV1: {'f:spec': {'f:replicas': {}, 'f:unwanted': {},
                    'f:containers': {'k:{"name":"web"}': {'.': {}, 'f:image': {}}, 'k:{"name":"other"}': {'f:image': {}}}}}}
                , {manager: kube-controller-manager, subresource: status, fieldsV1: {'f:spec': {'f:replicas': {}}}}]}
                """);

        assertThat(OtherWriters.of(tree("spec: {replicas: 1, containers: [{name: web, image: x}]}"), live))
                .isEqualTo("\"rival\" changes .spec.replicas, .spec.containers[name=\"web\"].image");
        assertThat(OtherWriters.of(tree("spec: {paused: true}"), live)).isEmpty();
    }

    @Test
    void unknown_fields_are_read_from_a_refusal_and_taken_out() throws Exception {
        String refusal =
                "Failure executing: PATCH at: https://127.0.0.1:1/apis/apps/v1/x?force=true. Message: failed to create typed patch object (team/web; apps/v1, Kind=Deployment): errors:\n"
                        + "  .spec.replikas: field not declared in schema\n"
                        + "  .spec.template.spec.containers[name=\"web\"].imagee: field not declared in schema";
        ObjectNode object = tree("spec: {replikas: 2, replicas: 1, template: {spec: {containers: "
                + "[{name: a, imagee: keep}, {name: web, imagee: x, image: y}]}}}");

        List<String> unknown = UnknownFields.named(refusal);

        assertThat(unknown).containsExactly(".spec.replikas", ".spec.template.spec.containers[name=\"web\"].imagee");
        assertThat(unknown)
                .allSatisfy(
                        path -> assertThat(UnknownFields.remove(object, path)).isTrue());
        assertThat(object)
                .isEqualTo(tree("spec: {replicas: 1, template: {spec: {containers: "
                        + "[{name: a, imagee: keep}, {name: web, image: y}]}}}"));
        assertThat(UnknownFields.remove(object, ".spec.replikas")).isFalse();
        assertThat(UnknownFields.named("Apply failed with 1 conflict: conflict with \"x\": .data.a"))
                .isEmpty();
    }

    private static ObjectNode tree(String yaml) throws Exception {
        return (ObjectNode) YAML.readTree(yaml);
    }

    private static JsonNode value(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (java.io.IOException malformed) {
            throw new java.io.UncheckedIOException(malformed);
        }
    }
}
