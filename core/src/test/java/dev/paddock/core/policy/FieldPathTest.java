// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec.replicas | 2",
                "metadata.annotations[a.b/c] | x",
                "metadata.annotations['a.b/c'] | x",
                "spec.containers[1].image | two",
                "spec.containers[7].image | ''",
                "spec.nothing.below | ''"
            })
    void finds_a_field(String path, String expected) throws Exception {
        ObjectNode object = tree("metadata: {annotations: {a.b/c: x}}\n"
                + "spec: {replicas: 2, containers: [{name: a, image: one}, {name: b, image: two}]}");

        assertThat(FieldPath.parse(path).in(object).asText()).isEqualTo(expected);
    }

    @Test
    void finds_the_item_of_the_same_name_wherever_it_is() throws Exception {
        ObjectNode wanted = tree("spec: {containers: [{name: b}]}");
        ObjectNode live = tree("spec: {containers: [{name: injected, image: other}, {name: b, image: two}]}");

        assertThat(FieldPath.parse("spec.containers[0].image").in(live, wanted)).isEqualTo(TextNode.valueOf("two"));
        assertThat(FieldPath.parse("spec.containers[0].image")
                        .in(tree("spec: {containers: [{name: c, image: x}]}"), wanted)
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void sets_and_removes_a_field_and_makes_what_it_stands_in() throws Exception {
        ObjectNode object = tree("spec: {containers: [{name: a}]}");

        FieldPath.parse("spec.containers[0].image").set(object, TextNode.valueOf("one"));
        FieldPath.parse("spec.containers[3].image").set(object, TextNode.valueOf("nowhere"));
        FieldPath.parse("spec.strategy.max").set(object, IntNode.valueOf(1));
        FieldPath.parse("spec.containers[0].name").remove(object);
        FieldPath.parse("status.phase").remove(object);

        assertThat(object).isEqualTo(tree("spec: {containers: [{image: one}], strategy: {max: 1}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".spec", "spec..replicas", "[0].spec", "spec.containers[", "a[]", "a]b", "a[0]b"})
    void refuses_what_names_no_field(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text))
                .hasMessage("must name one field, such as spec.template.spec.containers[0].image or"
                        + " metadata.annotations[a.b/c]");
    }

    private static ObjectNode tree(String yaml) throws Exception {
        return (ObjectNode) YAML.readTree(yaml);
    }
}
