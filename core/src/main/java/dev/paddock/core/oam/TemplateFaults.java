// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Problems of a template in the words of the Application: what is said about {@code parameter} is about the properties that were written;
 * anything else is about the type, with line and column of its template.
 */
final class TemplateFaults {

    private static final String PARAMETER = "parameter";
    private static final Pattern INCOMPLETE = Pattern.compile("incomplete value (.+)");
    private static final Pattern CONFLICT = Pattern.compile("conflicting values (.+) and (.+)");
    private static final Pattern TYPES = Pattern.compile(" \\(mismatched types .+\\)$");

    private final String path;
    private final String type;
    private final JsonNode properties;

    /** @param path where the component, trait or policy was written */
    TemplateFaults(String path, String type, JsonNode properties) {
        this.path = path;
        this.type = type;
        this.properties = properties;
    }

    /** One error for each place: of a choice of which no part fits, the parts are told together. */
    List<FieldError> of(List<TemplateProblem> problems) {
        Map<String, List<TemplateProblem>> byPath = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (TemplateProblem problem : problems) {
            if (isParameter(problem)) {
                byPath.computeIfAbsent(problem.path(), any -> new ArrayList<>()).add(problem);
            } else {
                errors.add(of(problem));
            }
        }
        byPath.values().forEach(group -> errors.add(ofProperty(group)));
        return errors;
    }

    FieldError of(TemplateProblem problem) {
        if (isParameter(problem)) {
            return ofProperty(List.of(problem));
        }
        if (problem.path().isEmpty() && problem.line() == 0) {
            return FieldError.invalid(path, type, problem.message());
        }
        return FieldError.invalid(path + ".type", type, "its template at " + problem);
    }

    /** Where the component, trait or policy was written. */
    String place() {
        return path;
    }

    /** What the template says about the whole, such as a patch that does not fit. */
    FieldError ofAll(String message) {
        return FieldError.invalid(path, type, message);
    }

    private static boolean isParameter(TemplateProblem problem) {
        return problem.path().equals(PARAMETER) || problem.path().startsWith(PARAMETER + ".");
    }

    private FieldError ofProperty(List<TemplateProblem> group) {
        TemplateProblem first = group.getFirst();
        StringBuilder at = new StringBuilder(path).append(".properties");
        JsonNode value = properties;
        for (String step : first.path().substring(PARAMETER.length()).split("\\.")) {
            if (step.isEmpty()) {
                continue;
            }
            boolean index = value.isArray() && step.matches("[0-9]{1,9}");
            value = index ? value.path(Integer.parseInt(step)) : value.path(step);
            at.append(index ? "[" + step + "]" : "." + step);
        }
        String rule = rule(group, value) + " (" + type + (first.line() == 0 ? "" : " " + first.place()) + ")";
        return value.isMissingNode()
                ? FieldError.required(at.toString(), rule)
                : FieldError.invalid(at.toString(), value, rule);
    }

    private static String rule(List<TemplateProblem> group, JsonNode value) {
        List<String> wanted = new ArrayList<>();
        for (TemplateProblem problem : group) {
            Matcher incomplete = INCOMPLETE.matcher(problem.message());
            Matcher conflict = CONFLICT.matcher(TYPES.matcher(problem.message()).replaceFirst(""));
            if (incomplete.matches()) {
                wanted.add(incomplete.group(1));
            } else if (conflict.matches()) {
                // CUE names the two sides in either order; what is not the value is what the template wants.
                wanted.add(conflict.group(1).equals(value.toString()) ? conflict.group(2) : conflict.group(1));
            } else {
                return problem.message();
            }
        }
        return "must be " + String.join(" or ", wanted.stream().distinct().toList());
    }
}
