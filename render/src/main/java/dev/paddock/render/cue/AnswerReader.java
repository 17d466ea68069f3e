// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.patch.Freedom;
import dev.paddock.core.patch.Patch;
import dev.paddock.core.patch.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The worker's JSON as our types; {@code tree.go} of {@code native/cue} says what its letters mean. */
final class AnswerReader {

    Evaluation.Rendered rendered(JsonNode result) {
        return new Evaluation.Rendered(
                result.has("output") ? Optional.of(tree(result.path("output"))) : Optional.empty(),
                trees(result.path("outputs")),
                patch(result),
                trees(result.path("patchOutputs")),
                problems(result.path("missing")));
    }

    List<TemplateProblem> problems(JsonNode given) {
        List<TemplateProblem> problems = new ArrayList<>();
        given.forEach(each -> problems.add(problem(each)));
        return problems;
    }

    private static TemplateProblem problem(JsonNode given) {
        return new TemplateProblem(
                given.path("path").asText(),
                given.path("line").asInt(),
                given.path("column").asInt(),
                given.path("message").asText());
    }

    private static Optional<Patch> patch(JsonNode result) {
        return result.has("patch")
                ? Optional.of(new Patch(
                        tree(result.path("patch")),
                        Patch.Strategy.of(result.path("patchStrategy").asText())))
                : Optional.empty();
    }

    private static Map<String, Tree> trees(JsonNode fields) {
        Map<String, Tree> trees = new LinkedHashMap<>();
        fields.forEach(field -> trees.put(field.path("n").asText(), tree(field.path("v"))));
        return trees;
    }

    private static Tree tree(JsonNode node) {
        if (node.has("f")) {
            Map<String, Tree.Field> fields = new LinkedHashMap<>();
            node.path("f").forEach(field -> fields.put(field.path("n").asText(), field(field)));
            return new Tree.Struct(fields);
        }
        if (node.has("l")) {
            List<Tree> elements = new ArrayList<>();
            node.path("l").forEach(element -> elements.add(tree(element)));
            return new Tree.Sequence(elements, node.has("r") ? Optional.of(tree(node.path("r"))) : Optional.empty());
        }
        if (node.has("s")) {
            return new Tree.Leaf(node.path("s"), node.has("k") ? freedom(node) : Freedom.NONE);
        }
        return new Tree.Unknown(node.has("k") ? freedom(node) : Freedom.ANY, why(node.path("w")));
    }

    private static String why(JsonNode problem) {
        TemplateProblem read = problem(problem);
        return read.message().isEmpty()
                ? "anything"
                : read.message() + (read.line() == 0 ? "" : " (" + read.place() + ")");
    }

    private static Tree.Field field(JsonNode field) {
        Tree.Tags tags = field.has("patchKey") || field.has("patchStrategy")
                ? new Tree.Tags(
                        field.path("patchKey").asText(),
                        field.path("patchStrategy").asText())
                : Tree.Tags.NONE;
        return new Tree.Field(tree(field.path("v")), tags);
    }

    private static Freedom freedom(JsonNode node) {
        Set<String> kinds = new HashSet<>();
        node.path("k").forEach(kind -> kinds.add(kind.asText()));
        List<JsonNode> choices = new ArrayList<>();
        node.path("c").forEach(choices::add);
        return new Freedom(kinds, choices);
    }
}
