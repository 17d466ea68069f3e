// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.core.placement.Outcome.Misconfigured;
import dev.paddock.core.placement.Outcome.Ok;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label selector, checked once and then matched against many label or claim maps. As in Kubernetes an absent selector
 * selects nothing, an empty one everything, and {@code NotIn} also what lacks the key.
 */
final class LabelMatcher {
    private final List<Requirement> requirements;
    private final boolean nothing;

    private LabelMatcher(List<Requirement> requirements, boolean nothing) {
        this.requirements = requirements;
        this.nothing = nothing;
    }

    static Outcome<LabelMatcher> of(@Nullable LabelSelector selector) {
        if (selector == null) {
            return new Ok<>(new LabelMatcher(List.of(), true));
        }
        List<Requirement> requirements = new ArrayList<>();
        if (selector.getMatchLabels() != null) {
            selector.getMatchLabels().forEach((key, value) -> requirements.add(new OneOf(key, List.of(value))));
        }
        return of(requirements, selector.getMatchExpressions());
    }

    /** Requirements without a selector around them select everything when there are none. */
    static Outcome<LabelMatcher> ofRequirements(List<LabelSelectorRequirement> expressions) {
        return of(new ArrayList<>(), expressions);
    }

    private static Outcome<LabelMatcher> of(
            List<Requirement> requirements, @Nullable List<LabelSelectorRequirement> expressions) {
        for (LabelSelectorRequirement expression :
                expressions == null ? List.<LabelSelectorRequirement>of() : expressions) {
            switch (requirement(expression)) {
                case Ok<Requirement>(Requirement value) -> requirements.add(value);
                case Misconfigured<Requirement>(String plugin, String message) -> {
                    return new Misconfigured<>(plugin, message);
                }
            }
        }
        return new Ok<>(new LabelMatcher(List.copyOf(requirements), false));
    }

    private static Outcome<Requirement> requirement(LabelSelectorRequirement expression) {
        String key = expression.getKey();
        String operator = expression.getOperator() == null ? "" : expression.getOperator();
        List<String> values = expression.getValues() == null ? List.of() : expression.getValues();
        return switch (operator) {
            case "In", "NotIn" ->
                values.isEmpty()
                        ? fault("values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty")
                        : new Ok<>(operator.equals("In") ? new OneOf(key, values) : new NoneOf(key, values));
            case "Exists", "DoesNotExist" ->
                values.isEmpty()
                        ? new Ok<>(new Presence(key, operator.equals("Exists")))
                        : fault("values: Invalid value: " + values
                                + ": values set must be empty for exists and does not exist");
            default -> fault("\"" + operator + "\" is not a valid label selector operator");
        };
    }

    private static Outcome<Requirement> fault(String message) {
        return new Misconfigured<>("Predicate", message);
    }

    boolean matches(@Nullable Map<String, String> labels) {
        Map<String, String> present = labels == null ? Map.of() : labels;
        return !nothing && requirements.stream().allMatch(requirement -> requirement.holds(present));
    }

    private sealed interface Requirement {
        boolean holds(Map<String, String> labels);
    }

    private record OneOf(String key, List<String> values) implements Requirement {
        @Override
        public boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return value != null && values.contains(value);
        }
    }

    private record NoneOf(String key, List<String> values) implements Requirement {
        @Override
        public boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return value == null || !values.contains(value);
        }
    }

    private record Presence(String key, boolean wanted) implements Requirement {
        @Override
        public boolean holds(Map<String, String> labels) {
            return labels.containsKey(key) == wanted;
        }
    }
}
