// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.core.policy.Treatment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an object's policies make of an apply, by what is on the cluster. */
class PolicedObjectTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String OURS =
            "{manager: kustomize-controller, operation: Apply, fieldsV1: {'f:data': {'f:value': {}, 'f:other': {}}}}";
    private static final String RIVAL = "{manager: rival, operation: Update, fieldsV1: {'f:data': {'f:value': {}}}}";
    private static final String BY_HAND =
            "{manager: kubectl-edit, operation: Update, fieldsV1: {'f:data': {'f:value': {}, 'f:mine': {}}}}";

    /** The value is 1 in the first version and 2 in the second; somebody has set it to theirs. */
    @ParameterizedTest
    @CsvSource({
        // affect, version applied now, who set it, what is sent of it
        "always, 1, rival, left out",
        "always, 2, rival, left out",
        "always, 1, hand, theirs",
        "always, 2, hand, theirs",
        "always, 2, ours, theirs",
        "onStateKeep, 1, rival, left out",
        "onStateKeep, 2, rival, 2",
        "onUpdate, 1, rival, 1",
        "onUpdate, 2, rival, theirs",
        "onUpdate, 2, hand, theirs"
    })
    void a_field_is_left_to_others_when_the_policy_says_so(
            String affect, String version, String setter, String expected) {
        JsonNode live = live(affect, setter);

        ObjectNode sent = sent(desired(once(affect, "data.value"), version), Optional.of(live), true)
                .object();

        assertThat(sent.at("/data/value").asText("left out")).isEqualTo(expected);
        assertThat(sent.at("/data/other").asText()).isEqualTo(version);
    }

    private static JsonNode live(String affect, String setter) {
        ObjectNode live = applied(desired(once(affect, "data.value"), "1"));
        live.withObject("/data").put("value", "theirs");
        String other = setter.equals("rival") ? ", " + RIVAL : setter.equals("hand") ? ", " + BY_HAND : "";
        live.withObject("/metadata").set("managedFields", tree("[" + OURS + other + "]"));
        return live;
    }

    @Test
    void a_value_kept_through_a_new_version_is_put_back_when_others_change_it() {
        ObjectNode first = applied(desired(once("onUpdate", "data.value"), "1"));
        first.withObject("/data").put("value", "theirs");
        ObjectNode second = applied(desired(once("onUpdate", "data.value"), "2"), first);
        assertThat(second.at("/data/value").asText()).isEqualTo("theirs");
        second.withObject("/data").put("value", "of a rival");

        ObjectNode sent = sent(desired(once("onUpdate", "data.value"), "2"), Optional.of(second), true)
                .object();

        assertThat(sent.at("/data/value").asText()).isEqualTo("theirs");
    }

    @Test
    void what_others_have_only_a_part_of_is_left_out_in_that_part() {
        ObjectNode live = applied(desired(once("always", "data"), "1"));
        live.set("data", tree("{value: theirs, other: '1'}"));
        live.withObject("/metadata").set("managedFields", tree("[" + OURS + ", " + RIVAL + "]"));

        assertThat(sent(desired(once("always", "data"), "2"), Optional.of(live), true)
                        .object()
                        .path("data"))
                .isEqualTo(tree("{other: '1'}"));
    }

    @Test
    void a_field_of_a_list_is_found_by_the_items_name() {
        String annotations = once("always", "spec.containers[0].image");
        ObjectNode live = applied(pod(annotations, "web", "{name: web, image: one}"));
        live.set("spec", tree("{containers: [{name: injected, image: x}, {name: web, image: theirs}]}"));
        live.withObject("/metadata")
                .set(
                        "managedFields",
                        tree("[{manager: rival, operation: Update, fieldsV1: {'f:spec': {'f:containers':"
                                + " {'k:{\"name\":\"web\"}': {'f:image': {}}}}}}]"));

        assertThat(sent(pod(annotations, "web", "{name: web, image: two}"), Optional.of(live), true)
                        .object()
                        .path("spec"))
                .isEqualTo(tree("{containers: [{name: web}]}"));
    }

    /** The whole object. */
    @ParameterizedTest
    @CsvSource({
        "always, 1, true, false",
        "always, 2, true, false",
        "always, 1, false, false",
        "always, 2, false, true",
        "onStateKeep, 1, true, false",
        "onStateKeep, 2, true, true",
        "onStateKeep, 1, false, false",
        "onStateKeep, 2, false, true"
    })
    void a_whole_object_is_left_as_it_is_and_gone_if_it_is_gone(
            String affect, String version, boolean there, boolean sent) {
        ObjectNode live = applied(desired(once(affect, "*"), "1"));
        live.withObject("/data").put("value", "theirs");
        ObjectNode desired = desired(once(affect, "*"), version);

        PolicedObject.Step step = new PolicedObject(desired, Treatment.of(desired))
                .step(there ? Optional.of(live) : Optional.empty(), version.equals("1"));

        assertThat(step instanceof PolicedObject.Step.Send).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        // the version applied before by us, by others, or not at all
        "ours, 1, false",
        "ours, 2, true",
        "noted before, 2, true",
        "others, 2, false",
        "nobody, 2, false"
    })
    void an_object_is_made_anew_when_a_field_of_the_policy_changes(String owner, String version, boolean remade) {
        String annotations = "policy.paddock.dev/resource-update: '{\"recreateFields\":[\"data.value\"]}'";
        ObjectNode live = applied(desired(annotations, "1"));
        if (!owner.equals("ours")) {
            live.withObject("/metadata/annotations").remove(Memo.ANNOTATION);
        }
        if (owner.equals("others")) {
            live.withObject("/metadata").remove("labels");
        }

        PolicedObject.Step.Send send = sent(
                desired(annotations, version), owner.equals("nobody") ? Optional.empty() : Optional.of(live), true);

        assertThat(send.remake()).isEqualTo(remade);
    }

    @ParameterizedTest
    @CsvSource({
        // a path more, a path less, and one spelt otherwise: what they say is the same
        "'[\"data.value\",\"data.other\"]', false",
        "'[\"data.other\"]', false",
        "'[\"data\"]', false"
    })
    void an_object_is_not_made_anew_when_only_the_policy_changes(String fields, boolean remade) {
        ObjectNode live =
                applied(desired("policy.paddock.dev/resource-update: '{\"recreateFields\":[\"data.value\"]}'", "1"));
        live.withObject("/data").put("filledIn", "by the API server");

        PolicedObject.Step.Send send = sent(
                desired("policy.paddock.dev/resource-update: '{\"recreateFields\":" + fields + "}'", "1"),
                Optional.of(live),
                true);

        assertThat(send.remake()).isEqualTo(remade);
    }

    @Test
    void others_set_what_they_need_until_the_next_version_replaces_it() {
        String annotations = "policy.paddock.dev/resource-update: '{\"op\":\"replace\"}'";
        ObjectNode live = applied(desired(annotations, "1"));

        assertThat(sent(desired(annotations, "1"), Optional.of(live), true).replace())
                .isFalse();
        assertThat(sent(desired(annotations, "2"), Optional.of(live), true).replace())
                .isTrue();
    }

    @Test
    void an_object_that_is_replaced_loses_what_others_set_but_for_what_keeps_it() {
        String annotations = "policy.paddock.dev/resource-update: '{\"op\":\"replace\"}'";
        assertThat(sent(desired(annotations, "1"), Optional.empty(), false).replace())
                .isTrue();
        JsonNode live = tree(
                "metadata: {managedFields: [" + OURS
                        + ", {manager: rival, operation: Update, fieldsV1: {'f:data': {'f:more': {}}, 'f:status': {'f:x': {}},"
                        + " 'f:metadata': {'f:finalizers': {}, 'f:annotations': {'f:policy.paddock.dev/shared-by': {}}}}}"
                        + ", {manager: hpa, operation: Update, subresource: scale, fieldsV1: {'f:spec': {'f:replicas': {}}}}]}");

        assertThat(HandEdits.allTakenOver(live))
                .hasValueSatisfying(entries -> assertThat((JsonNode) entries).isEqualTo(tree("""
                        - {manager: hpa, operation: Update, subresource: scale, fieldsV1: {'f:spec': {'f:replicas': {}}}}
                        - {manager: kustomize-controller, operation: Apply, fieldsV1: {'f:data': {'f:value': {}, 'f:other': {}, 'f:more': {}}}}
                        """)));
    }

    @Test
    void an_object_without_such_policies_is_sent_as_it_is() {
        ObjectNode desired = desired("a: b", "1");

        assertThat(sent(desired, Optional.empty(), false).object()).isSameAs(desired);
    }

    private static PolicedObject.Step.Send sent(ObjectNode desired, Optional<JsonNode> live, boolean before) {
        return (PolicedObject.Step.Send) new PolicedObject(desired, Treatment.of(desired)).step(live, before);
    }

    /** As it is on the cluster right after. */
    private static ObjectNode applied(ObjectNode desired) {
        return sent(desired, Optional.empty(), false).object().deepCopy();
    }

    private static ObjectNode applied(ObjectNode desired, JsonNode live) {
        return sent(desired, Optional.of(live), false).object().deepCopy();
    }

    private static String once(String affect, String path) {
        return "policy.paddock.dev/apply-once: '{\"affect\":\"" + affect + "\",\"path\":[\"" + path + "\"]}'";
    }

    private static ObjectNode desired(String annotations, String version) {
        return (ObjectNode)
                tree("{kind: ConfigMap, metadata: {name: alpha, labels: {kustomize.toolkit.fluxcd.io/name: app},"
                        + " annotations: {" + annotations + "}}, data: {value: '" + version + "', other: '" + version
                        + "'}}");
    }

    private static ObjectNode pod(String annotations, String name, String container) {
        return (ObjectNode)
                tree("{kind: Pod, metadata: {name: " + name + ", labels: {kustomize.toolkit.fluxcd.io/name: app},"
                        + " annotations: {" + annotations + "}}, spec: {containers: [" + container + "]}}");
    }

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException malformed) {
            throw new UncheckedIOException(yaml, malformed);
        }
    }
}
