// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.TemplateProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A compiled template: what is written as it is, and where expressions stand. */
sealed interface Node {

    /** @return nothing if the value says that it is to be left out */
    Optional<JsonNode> render(CelEnvironment.Scope scope);

    /** Nothing to evaluate in it; copied, since objects are changed later. */
    record Constant(JsonNode value) implements Node {
        @Override
        public Optional<JsonNode> render(CelEnvironment.Scope scope) {
            scope.budget().step();
            return Optional.of(value.deepCopy());
        }
    }

    /** A scalar that is one expression. */
    record Whole(Expression expression) implements Node {
        @Override
        public Optional<JsonNode> render(CelEnvironment.Scope scope) {
            return expression.json(scope);
        }
    }

    /** Expressions inside a longer text. */
    record Mixed(List<Piece> pieces) implements Node {

        /** One of the two. */
        record Piece(String literal, Optional<Expression> expression) {}

        @Override
        public Optional<JsonNode> render(CelEnvironment.Scope scope) {
            StringBuilder text = new StringBuilder();
            pieces.forEach(piece ->
                    text.append(piece.expression().map(each -> each.text(scope)).orElse(piece.literal())));
            scope.budget().write(text.length());
            return Optional.of(JsonNodeFactory.instance.textNode(text.toString()));
        }
    }

    record Struct(Map<String, Node> fields) implements Node {
        @Override
        public Optional<JsonNode> render(CelEnvironment.Scope scope) {
            scope.budget().step();
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, node) -> node.render(scope).ifPresent(value -> object.set(name, value)));
            return Optional.of(object);
        }
    }

    record Sequence(List<Node> elements) implements Node {
        @Override
        public Optional<JsonNode> render(CelEnvironment.Scope scope) {
            scope.budget().step();
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            elements.forEach(node -> node.render(scope).ifPresent(array::add));
            return Optional.of(array);
        }
    }

    /** Evaluating went wrong; the problem says where and how. */
    final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient TemplateProblem problem;

        FailedException(TemplateProblem problem, Throwable cause) {
            super(problem.toString(), cause);
            this.problem = problem;
        }

        TemplateProblem problem() {
            return problem;
        }
    }
}
