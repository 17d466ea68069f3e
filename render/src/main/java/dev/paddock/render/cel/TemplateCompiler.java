// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.types.SimpleType;
import dev.paddock.core.definition.TemplateProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the YAML of one resource, and remembers which other ids its expressions need. */
final class TemplateCompiler {

    private final CelEnvironment environment;
    private final List<TemplateProblem> problems;
    private final Set<String> uses = new LinkedHashSet<>();

    TemplateCompiler(CelEnvironment environment, List<TemplateProblem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    Set<String> uses() {
        return uses;
    }

    Node node(String path, JsonNode written) {
        return switch (written) {
            case ObjectNode object -> struct(path, object);
            case ArrayNode array -> sequence(path, array);
            default -> written.isTextual() ? scalar(path, written) : new Node.Constant(written);
        };
    }

    /** Conditions: each one expression, and all have to be true. */
    List<Expression> conditions(String path, JsonNode written) {
        List<Expression> conditions = new ArrayList<>();
        if (!written.isMissingNode() && !written.isArray()) {
            refuse(path, "must be a list of expressions");
        }
        for (int i = 0; i < written.size(); i++) {
            String at = path + "[" + i + "]";
            expression(at, written.get(i)).ifPresent(each -> {
                if (!each.compiled().type().equals(SimpleType.BOOL)
                        && !each.compiled().type().equals(SimpleType.DYN)) {
                    refuse(
                            at,
                            "must be true or false, and is of type "
                                    + each.compiled().type().name());
                }
                conditions.add(each);
            });
        }
        return conditions;
    }

    /** A text that is one expression, with the braces around it. */
    Optional<Expression> expression(String path, JsonNode written) {
        Optional<ScalarText> text = parse(path, written);
        if (text.isPresent() && !text.get().isOneExpression()) {
            refuse(path, "must be one expression: ${…}");
            return Optional.empty();
        }
        return text.flatMap(
                one -> compiled(path, ((ScalarText.Part.Expression) one.parts().getFirst()).text()));
    }

    private Node struct(String path, ObjectNode object) {
        Map<String, Node> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Optional<ScalarText> key = parse(path, JsonNodeFactory.instance.textNode(field.getKey()));
            if (key.isPresent() && !key.get().isLiteral()) {
                refuse(path, "the key %s holds an expression; write the whole map as one".formatted(field.getKey()));
            }
            String name =
                    key.filter(ScalarText::isLiteral).map(ScalarText::literal).orElse(field.getKey());
            fields.put(name, node(path + "." + name, field.getValue()));
        }
        return fields.values().stream().allMatch(Node.Constant.class::isInstance)
                ? new Node.Constant(unescaped(fields))
                : new Node.Struct(fields);
    }

    private static ObjectNode unescaped(Map<String, Node> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, node) -> object.set(name, ((Node.Constant) node).value()));
        return object;
    }

    private Node sequence(String path, ArrayNode array) {
        List<Node> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(node(path + "[" + i + "]", array.get(i)));
        }
        if (!elements.stream().allMatch(Node.Constant.class::isInstance)) {
            return new Node.Sequence(elements);
        }
        ArrayNode constants = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> constants.add(((Node.Constant) element).value()));
        return new Node.Constant(constants);
    }

    private Node scalar(String path, JsonNode written) {
        Optional<ScalarText> parsed = parse(path, written);
        if (parsed.isEmpty()) {
            return new Node.Constant(written);
        }
        ScalarText text = parsed.get();
        if (text.isLiteral()) {
            return new Node.Constant(JsonNodeFactory.instance.textNode(text.literal()));
        }
        List<Node.Mixed.Piece> pieces = new ArrayList<>();
        for (ScalarText.Part part : text.parts()) {
            switch (part) {
                case ScalarText.Part.Literal literal ->
                    pieces.add(new Node.Mixed.Piece(literal.text(), Optional.empty()));
                case ScalarText.Part.Expression expression ->
                    pieces.add(new Node.Mixed.Piece("", compiled(path, expression.text())));
            }
        }
        Optional<Expression> first = pieces.getFirst().expression();
        return text.isOneExpression() && first.isPresent() ? new Node.Whole(first.get()) : new Node.Mixed(pieces);
    }

    private Optional<Expression> compiled(String path, String expression) {
        Optional<CelEnvironment.Compiled> compiled = environment.compile(path, expression, problems);
        compiled.ifPresent(each -> uses.addAll(each.uses()));
        return compiled.map(each -> new Expression(path, each));
    }

    private Optional<ScalarText> parse(String path, JsonNode written) {
        if (!written.isTextual()) {
            refuse(path, "must be one expression: ${…}");
            return Optional.empty();
        }
        try {
            return Optional.of(ScalarText.of(written.textValue()));
        } catch (ScalarText.UnendedException unended) {
            refuse(path, String.valueOf(unended.getMessage()));
            return Optional.empty();
        }
    }

    private void refuse(String path, String message) {
        problems.add(new TemplateProblem(path, 0, 0, message));
    }
}
