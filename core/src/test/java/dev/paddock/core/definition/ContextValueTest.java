// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextValueTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string  | 12    | '\"12\"'",
                "integer | 12    | 12",
                "boolean | true  | true",
                "jsonRaw | '[1]' | '[1]'"
            })
    void a_claim_is_read_as_the_type_says(String type, String claimed, String expected) throws Exception {
        ContextValue value = value(type);
        List<FieldError> errors = new ArrayList<>();

        Optional<JsonNode> found = value.of(Optional.of(claimed), "x", errors);

        assertThat(found.map(JsonNode::toString)).hasValue(expected);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | twelve | 'x: Invalid value: \"twelve\": the cluster claims this as region.example, which the type reads as integer'",
                "boolean | yes    | 'x: Invalid value: \"yes\": the cluster claims this as region.example, which the type reads as boolean'",
                "jsonRaw | '{'    | 'x: Invalid value: \"{\": the cluster claims this as region.example, which the type reads as jsonRaw'",
                "string  | ''     | 'x: Invalid value: \"region.example\": the type reads this ClusterClaim as context.region, and the cluster does not claim it'"
            })
    void what_cannot_be_read_is_named(String type, String claimed, String expected) throws Exception {
        List<FieldError> errors = new ArrayList<>();

        assertThat(value(type).of(Optional.of(claimed).filter(text -> !text.isEmpty()), "x", errors))
                .isEmpty();

        assertThat(errors).extracting(FieldError::toString).containsExactly(expected);
    }

    @Test
    void refuses_what_it_cannot_find_with_the_remedy() throws Exception {
        List<FieldError> errors = new ArrayList<>();

        List<ContextValue> values = ContextValue.read(YAML.readTree("""
                - {contextKey: a-b, type: text, from: {clusterClaim: x}}
                - {contextKey: output, type: string, from: {clusterClaim: x}}
                - {contextKey: a, type: string, from: {configMapKeyRef: {name: x, key: y}}}
                - {contextKey: a, type: string, from: {secretKeyRef: {name: x, key: y}}}
                - {contextKey: b, type: string, from: {}}
                - {contextKey: c, type: string, from: {clusterClaim: {}}}
                """), errors);

        assertThat(values).extracting(ContextValue::key).containsExactly("output");
        assertThat(errors)
                .extracting(FieldError::toString)
                .containsExactly(
                        "spec.contextExtensionRefs[0].contextKey: Invalid value: \"a-b\": must be a name of letters, digits and _"
                                + " that begins with no digit",
                        "spec.contextExtensionRefs[0].type: Unsupported value: \"text\": supported values: \"string\", \"integer\","
                                + " \"boolean\", \"jsonRaw\"",
                        "spec.contextExtensionRefs[1].contextKey: Forbidden: context.output is what every template finds there",
                        "spec.contextExtensionRefs[2].from.configMapKeyRef: Forbidden: not yet supported: only clusterClaim is;"
                                + " write a variable, in the Project's VariableSet if many need it, and give it to the component as"
                                + " a property",
                        "spec.contextExtensionRefs[3].contextKey: Duplicate value: \"a\"",
                        "spec.contextExtensionRefs[3].from.secretKeyRef: Forbidden: not yet supported: only clusterClaim is;"
                                + " write a variable, in the Project's VariableSet if many need it (with valueFrom.secretRef), and"
                                + " give it to the component as a property",
                        "spec.contextExtensionRefs[4].from: Required value: exactly one of configMapKeyRef, secretKeyRef,"
                                + " clusterClaim",
                        "spec.contextExtensionRefs[5].from.clusterClaim: Required value: the name of a ClusterClaim");
    }

    private static ContextValue value(String type) throws Exception {
        List<FieldError> errors = new ArrayList<>();
        ContextValue value = ContextValue.read(
                        YAML.readTree("[{contextKey: region, type: " + type
                                + ", from: {clusterClaim: {name: region.example}}}]"),
                        errors)
                .getFirst();
        assertThat(errors).isEmpty();
        return value;
    }
}
