// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.fault.FieldError;
import java.util.List;

/**
 * Problems of a template in the words of the Application: what is said about {@code parameter} is about the properties that were written;
 * anything else is about the type, with line and column of its template.
 */
final class TemplateFaults {

    private static final String PARAMETER = "parameter";

    private final String path;
    private final String type;
    private final JsonNode properties;

    /** @param path where the component, trait or policy was written */
    TemplateFaults(String path, String type, JsonNode properties) {
        this.path = path;
        this.type = type;
        this.properties = properties;
    }

    List<FieldError> of(List<TemplateProblem> problems) {
        return problems.stream().map(this::of).toList();
    }

    FieldError of(TemplateProblem problem) {
        if (problem.path().equals(PARAMETER) || problem.path().startsWith(PARAMETER + ".")) {
            return ofProperty(problem);
        }
        if (problem.path().isEmpty() && problem.line() == 0) {
            return FieldError.invalid(path, type, problem.message());
        }
        return FieldError.invalid(path + ".type", type, "its template at " + problem);
    }

    /** What the template says about the whole, such as a patch that does not fit. */
    FieldError ofAll(String message) {
        return FieldError.invalid(path, type, message);
    }

    private FieldError ofProperty(TemplateProblem problem) {
        StringBuilder at = new StringBuilder(path).append(".properties");
        JsonNode value = properties;
        for (String step : problem.path().substring(PARAMETER.length()).split("\\.")) {
            if (step.isEmpty()) {
                continue;
            }
            boolean index = value.isArray() && step.matches("[0-9]{1,9}");
            value = index ? value.path(Integer.parseInt(step)) : value.path(step);
            at.append(index ? "[" + step + "]" : "." + step);
        }
        String rule = problem.message() + " (" + type + (problem.line() == 0 ? "" : " " + problem.place()) + ")";
        return value.isMissingNode()
                ? FieldError.required(at.toString(), rule)
                : FieldError.invalid(at.toString(), value, rule);
    }
}
