// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.render.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Patches as KubeVela applies them. In these tables a field's tags stand before its name: {@code (patchKey=name)containers}. */
class PatchTest {

    static Stream<Arguments> whatFits() {
        return Stream.of(
                of("fields are added", "{a: 1}", "{b: {c: 2}}", "{a: 1, b: {c: 2}}"),
                of("equal values agree", "{a: {b: x}}", "{a: {b: x}}", "{a: {b: x}}"),
                of(
                        "lists are unified by place",
                        "{l: [{a: 1}, {b: 1}]}",
                        "{l: [{x: 2}, {}]}",
                        "{l: [{a: 1, x: 2}, {b: 1}]}"),
                of("a longer list goes on", "{l: [{a: 1}]}", "{l: [{}, {b: 2}]}", "{l: [{a: 1}, {b: 2}]}"),
                of("retainKeys replaces a scalar", "{a: 1}", "{'(patchStrategy=retainKeys)a': 2}", "{a: 2}"),
                of(
                        "retainKeys replaces an object",
                        "{s: {type: A, a: 1}}",
                        "{'(patchStrategy=retainKeys)s': {type: B}}",
                        "{s: {type: B}}"),
                of("retainKeys adds what is not there", "{}", "{'(patchStrategy=retainKeys)a': 2}", "{a: 2}"),
                of("replace replaces a list", "{l: [1, 2, 3]}", "{'(patchStrategy=replace)l': [9]}", "{l: [9]}"),
                of(
                        "patchKey finds the element",
                        "{l: [{name: a, x: 1}, {name: b}]}",
                        "{'(patchKey=name)l': [{name: b, y: 2}]}",
                        "{l: [{name: a, x: 1}, {name: b, y: 2}]}"),
                of(
                        "patchKey appends what it does not find",
                        "{l: [{name: a}]}",
                        "{'(patchKey=name)l': [{name: c}, {name: a, x: 1}, {name: d}]}",
                        "{l: [{name: a, x: 1}, {name: c}, {name: d}]}"),
                of(
                        "patchKey holds for the lists below",
                        "{l: [{name: a, env: [{name: e, value: 1}]}]}",
                        "{'(patchKey=name)l': [{name: a, env: [{name: f, value: 2}]}]}",
                        "{l: [{name: a, env: [{name: e, value: 1}, {name: f, value: 2}]}]}"),
                of(
                        "patchKey leaves lists of scalars by place",
                        "{l: [{name: a, args: [x]}]}",
                        "{'(patchKey=name)l': [{name: a, args: [x, y]}]}",
                        "{l: [{name: a, args: [x, y]}]}"),
                of(
                        "patchKey with retainKeys replaces the element",
                        "{l: [{name: a, x: 1}]}",
                        "{'(patchKey=name,patchStrategy=retainKeys)l': [{name: a, y: 2}]}",
                        "{l: [{name: a, y: 2}]}"),
                of(
                        "retainKeys inside a matched element",
                        "{l: [{name: a, image: x}]}",
                        "{'(patchKey=name)l': [{name: a, '(patchStrategy=retainKeys)image': y}]}",
                        "{l: [{name: a, image: y}]}"),
                of(
                        "a key may be a path",
                        "{l: [{m: {n: a}}, {m: {n: b}}]}",
                        "{'(patchKey=m.n)l': [{m: {n: b}, x: 1}]}",
                        "{l: [{m: {n: a}}, {m: {n: b}, x: 1}]}"),
                of(
                        "an empty list with a key changes nothing",
                        "{l: [{name: a}]}",
                        "{'(patchKey=name)l': []}",
                        "{l: [{name: a}]}"),
                of(
                        "an unknown strategy unifies",
                        "{a: {b: 1}}",
                        "{'(patchStrategy=open)a': {c: 2}}",
                        "{a: {b: 1, c: 2}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatFits(String name, String base, String patch, String expected) {
        Patch.Outcome outcome = unify(base, patch);
        assertThat(outcome).isInstanceOf(Patch.Outcome.Applied.class);
        assertThat(((Patch.Outcome.Applied) outcome).tree().json()).isEqualTo(Yaml.node(expected));
    }

    static Stream<Arguments> whatConflicts() {
        return Stream.of(
                of("two values", "{a: {b: 1}}", "{a: {b: 2}}", "a.b: 1 and 2"),
                of("two kinds", "{a: {b: 1}}", "{a: [1]}", "a: {\"b\":1} and [1]"),
                of("elements by place", "{l: [{name: a}]}", "{l: [{name: b}]}", "l[0].name: \"a\" and \"b\""),
                of("a list that is too short", "{l: [1, 2]}", "{l: [1]}", "l: the list has 2 elements, the patch 1"),
                of(
                        "a value in a matched element",
                        "{l: [{name: a, image: x}]}",
                        "{'(patchKey=name)l': [{name: a, image: y}]}",
                        "l[0].image: \"x\" and \"y\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatConflicts(String name, String base, String patch, String reason) {
        Patch.Outcome outcome = unify(base, patch);
        assertThat(outcome).isInstanceOf(Patch.Outcome.Refused.class);
        assertThat(((Patch.Outcome.Refused) outcome).reasons()).containsExactly(reason);
    }

    @Test
    void aDefaultGivesWayToWhatItAllows() {
        Tree base = struct("replicas", new Tree.Leaf(Yaml.node("1"), new Freedom(Set.of("integer"), List.of())));
        assertThat(json(base, "{replicas: 3}")).isEqualTo(Yaml.node("{replicas: 3}"));
        assertThat(new Patch(tree(Yaml.node("{replicas: x}")), Patch.Strategy.UNIFY).applyTo(base))
                .isEqualTo(new Patch.Outcome.Refused(List.of("replicas: 1 and \"x\"")));
    }

    @Test
    void aChoiceGivesWayOnlyToItsParts() {
        Freedom choice = new Freedom(Set.of("string"), List.of(Yaml.node("a"), Yaml.node("b")));
        Tree base = struct("mode", new Tree.Leaf(Yaml.node("a"), choice));
        assertThat(json(base, "{mode: b}")).isEqualTo(Yaml.node("{mode: b}"));
        assertThat(new Patch(tree(Yaml.node("{mode: c}")), Patch.Strategy.UNIFY).applyTo(base))
                .isInstanceOf(Patch.Outcome.Refused.class);
    }

    @Test
    void whatAnOpenListWantsOfItsElementsHoldsForAllAndForThoseThatComeLater() {
        Tree hook = struct("hook", new Tree.Leaf(Yaml.node("x"), Freedom.NONE));
        Tree every = struct("l", new Tree.Sequence(List.of(), Optional.of(hook)));
        Tree hooked =
                applied(new Patch(every, Patch.Strategy.UNIFY).applyTo(Tree.of(Yaml.node("{l: [{n: 1}, {n: 2}]}"))));
        assertThat(hooked.json()).isEqualTo(Yaml.node("{l: [{n: 1, hook: x}, {n: 2, hook: x}]}"));

        assertThat(json(hooked, "{'(patchKey=n)l': [{n: 3}]}"))
                .isEqualTo(Yaml.node("{l: [{n: 1, hook: x}, {n: 2, hook: x}, {n: 3, hook: x}]}"));
    }

    static Stream<Arguments> mergePatches() {
        return Stream.of(
                of("null removes", "{a: {b: 1, c: 2}}", "{a: {b: null}}", "{a: {c: 2}}"),
                of("lists are replaced", "{l: [1, 2]}", "{l: [3]}", "{l: [3]}"),
                of("null of what is not there", "{}", "{a: {b: null, c: 1}}", "{a: {c: 1}}"),
                of("an object in place of a scalar", "{a: 1}", "{a: {b: 2}}", "{a: {b: 2}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void mergePatches(String name, String base, String patch, String expected) {
        Patch merge = new Patch(Tree.of(Yaml.node(patch)), Patch.Strategy.JSON_MERGE_PATCH);
        assertThat(applied(merge.applyTo(Tree.of(Yaml.node(base)))).json()).isEqualTo(Yaml.node(expected));
    }

    static Stream<Arguments> jsonPatches() {
        return Stream.of(
                of("add", "{a: 1}", "[{op: add, path: /b, value: {c: 2}}]", "{a: 1, b: {c: 2}}"),
                of("add into a list", "{l: [1, 3]}", "[{op: add, path: /l/1, value: 2}]", "{l: [1, 2, 3]}"),
                of("add at the end", "{l: [1]}", "[{op: add, path: /l/-, value: 2}]", "{l: [1, 2]}"),
                of("remove", "{l: [1, 2], a: 1}", "[{op: remove, path: /l/0}, {op: remove, path: /a}]", "{l: [2]}"),
                of("replace", "{a: {b: 1}}", "[{op: replace, path: /a/b, value: x}]", "{a: {b: x}}"),
                of("move", "{a: 1}", "[{op: move, from: /a, path: /b}]", "{b: 1}"),
                of("copy", "{a: [1]}", "[{op: copy, from: /a, path: /b}]", "{a: [1], b: [1]}"),
                of("test", "{a: 1}", "[{op: test, path: /a, value: 1}, {op: remove, path: /a}]", "{}"),
                of("escaped names", "{a: {x/y~z: 1}}", "[{op: remove, path: /a/x~1y~0z}]", "{a: {}}"),
                of("the whole", "{a: 1}", "[{op: replace, path: '', value: {b: 2}}]", "{b: 2}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void jsonPatches(String name, String base, String operations, String expected) {
        assertThat(applied(jsonPatch(base, operations)).json()).isEqualTo(Yaml.node(expected));
    }

    static Stream<Arguments> jsonPatchesThatDoNotFit() {
        return Stream.of(
                of(
                        "remove",
                        "{}",
                        "[{op: remove, path: /a}]",
                        "operations[0] (remove /a): there is nothing at this path"),
                of(
                        "replace",
                        "{}",
                        "[{op: replace, path: /a, value: 1}]",
                        "operations[0] (replace /a): there is nothing at this path"),
                of(
                        "no parent",
                        "{}",
                        "[{op: add, path: /a/b, value: 1}]",
                        "operations[0] (add /a/b): there is no object or list to add to"),
                of(
                        "past the end",
                        "{l: [1]}",
                        "[{op: add, path: /l/2, value: 1}]",
                        "operations[0] (add /l/2): the list has 1 elements"),
                of("test", "{a: 1}", "[{op: test, path: /a, value: 2}]", "operations[0] (test /a): the value is 1"),
                of(
                        "operation",
                        "{}",
                        "[{op: put, path: /a}]",
                        "operations[0] (put /a): op must be one of add, remove, replace, copy, move, test"),
                of(
                        "path",
                        "{}",
                        "[{op: remove, path: a}]",
                        "operations[0] (remove a): a path begins with / or is empty"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void jsonPatchesThatDoNotFit(String name, String base, String operations, String reason) {
        assertThat(jsonPatch(base, operations)).isEqualTo(new Patch.Outcome.Refused(List.of(reason)));
    }

    private static Patch.Outcome jsonPatch(String base, String operations) {
        Tree tree = Tree.of(Yaml.node("{operations: " + operations + "}"));
        return new Patch(tree, Patch.Strategy.JSON_PATCH).applyTo(Tree.of(Yaml.node(base)));
    }

    private static Patch.Outcome unify(String base, String patch) {
        return new Patch(tree(Yaml.node(patch)), Patch.Strategy.UNIFY).applyTo(Tree.of(Yaml.node(base)));
    }

    private static JsonNode json(Tree base, String patch) {
        return applied(new Patch(tree(Yaml.node(patch)), Patch.Strategy.UNIFY).applyTo(base))
                .json();
    }

    private static Tree applied(Patch.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Patch.Outcome.Applied.class);
        return ((Patch.Outcome.Applied) outcome).tree();
    }

    private static Tree struct(String name, Tree value) {
        return new Tree.Struct(Map.of(name, new Tree.Field(value, Tree.Tags.NONE)));
    }

    /** A patch from the notation of the tables. */
    private static Tree tree(JsonNode node) {
        if (node.isArray()) {
            return new Tree.Sequence(node.valueStream().map(PatchTest::tree).toList(), Optional.empty());
        }
        if (!node.isObject()) {
            return Tree.of(node);
        }
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        node.properties().forEach(each -> {
            String name = each.getKey();
            int end = name.indexOf(')') + 1;
            fields.put(name.substring(end), new Tree.Field(tree(each.getValue()), tags(name.substring(0, end))));
        });
        return new Tree.Struct(fields);
    }

    private static Tree.Tags tags(String text) {
        String key = "";
        String strategy = "";
        for (String tag : text.replaceAll("[()]", "").split(",")) {
            if (tag.startsWith("patchKey=")) {
                key = tag.substring("patchKey=".length());
            } else if (tag.startsWith("patchStrategy=")) {
                strategy = tag.substring("patchStrategy=".length());
            }
        }
        return new Tree.Tags(key, strategy);
    }

    private static Arguments of(Object... values) {
        return Arguments.of(values);
    }
}
