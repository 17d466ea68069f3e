// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.render.Yaml;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Patches as kubectl patch --type=strategic applies them. */
class StrategicMergeTest {

    static Stream<Arguments> merges() {
        return Stream.of(
                Arguments.of(
                        "fields are added and replaced",
                        "{a: 1, b: {c: 1}}",
                        "{a: 2, b: {d: 3}}",
                        "{a: 2, b: {c: 1, d: 3}}"),
                Arguments.of("null removes", "{a: 1, b: 2}", "{a: null}", "{b: 2}"),
                Arguments.of("a list without a key is replaced", "{args: [a, b]}", "{args: [c]}", "{args: [c]}"),
                Arguments.of(
                        "containers are merged by name and keep their order",
                        "{containers: [{name: a, image: x}, {name: b, image: y}]}",
                        "{containers: [{name: b, image: z}, {name: c, image: w}]}",
                        "{containers: [{name: a, image: x}, {name: b, image: z}, {name: c, image: w}]}"),
                Arguments.of(
                        "env inside them too",
                        "{containers: [{name: a, env: [{name: X, value: '1'}]}]}",
                        "{containers: [{name: a, env: [{name: Y, value: '2'}]}]}",
                        "{containers: [{name: a, env: [{name: X, value: '1'}, {name: Y, value: '2'}]}]}"),
                Arguments.of(
                        "a container's ports by containerPort",
                        "{ports: [{containerPort: 80}]}",
                        "{ports: [{containerPort: 80, name: http}, {containerPort: 81}]}",
                        "{ports: [{containerPort: 80, name: http}, {containerPort: 81}]}"),
                Arguments.of(
                        "a Service's by port",
                        "{ports: [{port: 80}]}",
                        "{ports: [{port: 80, name: http}]}",
                        "{ports: [{port: 80, name: http}]}"),
                Arguments.of(
                        "an element is deleted by a directive",
                        "{volumes: [{name: a}, {name: b}]}",
                        "{volumes: [{name: a, $patch: delete}]}",
                        "{volumes: [{name: b}]}"),
                Arguments.of(
                        "a list is replaced by a directive",
                        "{volumes: [{name: a}, {name: b}]}",
                        "{volumes: [{$patch: replace}, {name: c}]}",
                        "{volumes: [{name: c}]}"),
                Arguments.of(
                        "an object is replaced by a directive",
                        "{a: {b: 1}}",
                        "{a: {$patch: replace, c: 2}}",
                        "{a: {c: 2}}"),
                Arguments.of(
                        "a field is deleted by a directive", "{a: {b: 1}, c: 1}", "{a: {$patch: delete}}", "{c: 1}"),
                Arguments.of(
                        "only the named keys are kept",
                        "{strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}",
                        "{strategy: {$retainKeys: [type], type: Recreate}}",
                        "{strategy: {type: Recreate}}"),
                Arguments.of(
                        "finalizers are joined", "{finalizers: [a]}", "{finalizers: [a, b]}", "{finalizers: [a, b]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void merges(String name, String base, String patch, String result) {
        Patch.Outcome outcome = apply(base, patch);
        assertThat(outcome).isInstanceOf(Patch.Outcome.Applied.class);
        JsonNode merged = ((Patch.Outcome.Applied) outcome).tree().json();
        assertThat(merged).isEqualTo(Yaml.node(result));
    }

    @Test
    void anElementWithoutItsKeyIsRefusedWithItsPlace() {
        Patch.Outcome outcome = apply("{spec: {containers: [{name: a}]}}", "{spec: {containers: [{image: x}]}}");
        assertThat(((Patch.Outcome.Refused) outcome).reasons())
                .containsExactly("spec.containers: an element needs name, by which it is merged");
    }

    private static Patch.Outcome apply(String base, String patch) {
        return new Patch(Tree.of(Yaml.node(patch)), Patch.Strategy.STRATEGIC_MERGE).applyTo(Tree.of(Yaml.node(base)));
    }
}
