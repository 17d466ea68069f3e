// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.render.helm.ChartQuestion.RefusedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseValuesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final String MAPS = """
            base:
              values.yaml: "{a: 1, list: [1, 2], deep: {x: 1, y: 1}}"
              large: "{a: 2, deep: {y: 2}}"
              count: "3"
              text: "0123"
              flag: "true"
              pair: "a,b=c"
              broken: "a: ["
              scalar: just text
              nothing: ""
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    {} | {}
                    {values: {a: 0}} | {a: 0}
                    {valuesFrom: [{kind: ConfigMap, name: base}]} | {a: 1, list: [1, 2], deep: {x: 1, y: 1}}
                    {valuesFrom: [{kind: ConfigMap, name: base}, {kind: ConfigMap, name: base, valuesKey: large}], values: {list: [3], deep: {z: 3}}} | {a: 2, list: [3], deep: {x: 1, y: 2, z: 3}}
                    {valuesFrom: [{kind: ConfigMap, name: base, valuesKey: count, targetPath: deep.n}]} | {deep: {n: 3}}
                    {valuesFrom: [{kind: ConfigMap, name: base, valuesKey: text, targetPath: n}]} | {n: '0123'}
                    {valuesFrom: [{kind: ConfigMap, name: base, valuesKey: flag, targetPath: n}]} | {n: true}
                    {valuesFrom: [{kind: ConfigMap, name: base, valuesKey: nothing}]} | {}
                    {valuesFrom: [{kind: ConfigMap, name: gone, optional: true}], values: {a: 1}} | {a: 1}
                    """)
    void mapsAreMergedInTheirOrderAndUnderTheReleasesOwn(String spec, String values) throws Exception {
        assertThat(new ReleaseValues(ReleaseValuesTest::find, "team").of(object(spec)))
                .hasToString(object(values).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    {kind: Secret, name: login} | values of Secret login would be in what is rendered
                    {kind: ConfigMap, name: gone} | there is no ConfigMap gone with the key values.yaml in namespace team
                    {kind: ConfigMap, name: base, valuesKey: gone} | no ConfigMap base with the key gone
                    {kind: ConfigMap, name: base, valuesKey: broken} | are no YAML
                    {kind: ConfigMap, name: base, valuesKey: scalar} | name a targetPath
                    {kind: ConfigMap, name: base, valuesKey: pair, targetPath: n} | without commas
                    {kind: ConfigMap, name: base, valuesKey: count, targetPath: 'a[0]'} | plain names
                    """)
    void whatCannotBeReadAsTheControllerDoesIsRefused(String reference, String words) throws Exception {
        ObjectNode spec = object("{valuesFrom: [" + reference + "]}");
        assertThatThrownBy(() -> new ReleaseValues(ReleaseValuesTest::find, "team").of(spec))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(words);
    }

    @Test
    void nothingIsReadOfSecrets() throws Exception {
        ReferencedObjects none = (kind, namespace, name) -> {
            throw new AssertionError("nobody may look");
        };
        ObjectNode spec = object("{valuesFrom: [{kind: Secret, name: login, optional: true}]}");
        assertThatThrownBy(() -> new ReleaseValues(none, "team").of(spec)).isInstanceOf(RefusedException.class);
    }

    private static Optional<ObjectNode> find(String kind, String namespace, String name) {
        assertThat(kind + " " + namespace).isEqualTo("ConfigMap team");
        ObjectNode maps = object(MAPS);
        return maps.has(name)
                ? Optional.of(object("{kind: ConfigMap}").<ObjectNode>set("data", maps.path(name)))
                : Optional.empty();
    }

    private static ObjectNode object(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
