// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.render.Yaml;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownPropertiesTest {

    private static final String SCHEMA = """
            type: object
            properties:
              image: {type: string}
              replicas: {type: integer}
              createNamespace: {type: boolean}
              labels: {type: object, additionalProperties: {type: string}}
              limits: {type: object, additionalProperties: {type: object, properties: {most: {type: integer}}}}
              values: {type: object, x-kubernetes-preserve-unknown-fields: true}
              anything: {type: object}
              env: {type: array, items: {type: object, properties: {name: {type: string}, value: {type: string}}}}
              closed: {type: object, additionalProperties: false, properties: {key: {type: string}}}
              halfClosed:
                oneOf:
                - {type: object, additionalProperties: false, properties: {key: {type: string}}}
                - {type: object, properties: {name: {type: string}}}
              source:
                oneOf:
                - {type: object, properties: {git: {type: object, properties: {url: {type: string}}}, name: {type: string}}}
                - {type: object, properties: {oci: {type: string}, name: {type: string}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    {} |
                    {image: a, replicas: 2} |
                    {imagee: a} | p.imagee: Forbidden: unknown property of web (did you mean "image"?)
                    {create-namespce: true} | p.create-namespce: Forbidden: unknown property of web (did you mean "createNamespace"?)
                    {quite-another: 1} | p.quite-another: Forbidden: unknown property of web
                    {labels: {any: thing}} |
                    {limits: {gpu: {most: 1, mast: 2}}} | p.limits.gpu.mast: Forbidden: unknown property of web (did you mean "most"?)
                    {values: {any: {thing: 1}}} |
                    {anything: {at: all}} |
                    {env: [{name: a}, {nam: b}]} | p.env[1].nam: Forbidden: unknown property of web (did you mean "name"?)
                    {env: {name: a}} |
                    {image: {not: a map}} |
                    {closed: {kay: 1}} | p.closed.kay: Forbidden: unknown property of web (did you mean "key"?) closed
                    {halfClosed: {kay: 1}} | p.halfClosed.kay: Forbidden: unknown property of web (did you mean "key"?)
                    {source: {git: {url: u}, oci: o, name: n}} |
                    {source: {got: 1}} | p.source.got: Forbidden: unknown property of web (did you mean "git"?)
                    {source: {git: {uri: u}}} | p.source.git.uri: Forbidden: unknown property of web (did you mean "url"?)
                    {imagee: a, replica: 1} | p.imagee: Forbidden: unknown property of web (did you mean "image"?);p.replica: Forbidden: unknown property of web (did you mean "replicas"?)
                    """)
    void whatTheParameterDoesNotHaveIsNamedWithWhatIsNear(String properties, String expected) {
        List<String> words =
                expected == null ? List.of() : Arrays.stream(expected.split(";")).toList();
        assertThat(UnknownProperties.in("p", "web@v3", Yaml.node(properties), Yaml.node(SCHEMA)))
                .extracting(found -> found.error() + (found.closed() ? " closed" : ""))
                .isEqualTo(words);
    }

    @Test
    void aLongListIsCutOff() {
        String many = IntStream.range(0, 80).mapToObj(i -> "x" + i + ": 1").collect(Collectors.joining(", ", "{", "}"));
        assertThat(UnknownProperties.in("p", "web", Yaml.node(many), Yaml.node(SCHEMA)))
                .hasSize(50);
    }

    @Test
    void ofAParameterThatSaysNothingNothingIsUnknown() {
        assertThat(UnknownProperties.in("p", "raw", Yaml.node("{a: 1}"), Yaml.node("{type: object}")))
                .isEmpty();
    }
}
