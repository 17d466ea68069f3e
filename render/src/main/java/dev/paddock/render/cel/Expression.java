// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.exceptions.CelIterationLimitExceededException;
import dev.cel.runtime.CelEvaluationException;
import dev.paddock.core.definition.TemplateProblem;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A compiled expression at its place in the definition. */
record Expression(String path, CelEnvironment.Compiled compiled) {

    private static final Pattern PLACE =
            Pattern.compile("evaluation error(?: at <input>:(\\d+))?: (.*)", Pattern.DOTALL);

    Object value(CelEnvironment.Scope scope) {
        try {
            return compiled.program().trace(scope.values(), scope.budget());
        } catch (CelEvaluationException e) {
            throw failed(e);
        }
    }

    Optional<JsonNode> json(CelEnvironment.Scope scope) {
        Object value = value(scope);
        return fitting(() -> CelValues.json(value, scope.budget()));
    }

    String text(CelEnvironment.Scope scope) {
        Object value = value(scope);
        return fitting(() -> CelValues.text(value));
    }

    private <T> T fitting(Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (CelValues.UnfitException unfit) {
            throw new Node.FailedException(new TemplateProblem(path, 1, 1, String.valueOf(unfit.getMessage())), unfit);
        }
    }

    private RuntimeException failed(CelEvaluationException failure) {
        String said = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Budget.ExceededException exceeded) {
                return exceeded;
            }
            if (cause instanceof RefusalException) {
                return new Node.FailedException(TemplateProblem.of(String.valueOf(cause.getMessage())), failure);
            }
            if (cause instanceof CelIterationLimitExceededException) {
                return new Budget.ExceededException(
                        "one expression took more than %d iterations".formatted(CelEnvironment.ITERATIONS));
            }
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                said = cause.getMessage();
            }
        }
        Matcher matcher = PLACE.matcher(String.valueOf(failure.getMessage()));
        if (!matcher.matches()) {
            return new Node.FailedException(
                    new TemplateProblem(path, 1, 1, String.valueOf(failure.getMessage())), failure);
        }
        int at = matcher.group(1) == null
                ? 0
                : Math.min(Integer.parseInt(matcher.group(1)), compiled.text().length());
        String before = compiled.text().substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = at - before.lastIndexOf('\n');
        return new Node.FailedException(
                new TemplateProblem(path, line, column, said.isEmpty() ? matcher.group(2) : said), failure);
    }
}
