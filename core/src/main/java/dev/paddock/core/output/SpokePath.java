// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import java.util.List;
import java.util.Optional;

/**
 * One output of the same workload, as the macro {@code spoke} names it: {@code .def.<component>[.<trait>].<output>} or
 * {@code .obj.<output>}. It says nothing about whether there is such an output.
 *
 * @param names from {@code def} or {@code obj} on
 */
public record SpokePath(List<String> names) {
    private static final String DEFINITIONS = "def";
    private static final String OBJECTS = "obj";

    public SpokePath {
        names = List.copyOf(names);
    }

    public static SpokePath ofObject(String output) {
        return new SpokePath(List.of(OBJECTS, output));
    }

    public static SpokePath ofComponent(String component, String output) {
        return new SpokePath(List.of(DEFINITIONS, component, output));
    }

    public static SpokePath ofTrait(String component, String trait, String output) {
        return new SpokePath(List.of(DEFINITIONS, component, trait, output));
    }

    /** @return nothing when the text has another form */
    public static Optional<SpokePath> parse(String text) {
        if (!text.startsWith(".")) {
            return Optional.empty();
        }
        List<String> names = List.of(text.substring(1).split("\\.", -1));
        boolean formed = switch (names.getFirst()) {
            case DEFINITIONS -> names.size() == 3 || names.size() == 4;
            case OBJECTS -> names.size() == 2;
            default -> false;
        };
        return formed && !names.contains("") ? Optional.of(new SpokePath(names)) : Optional.empty();
    }

    /** The component that puts it out; nothing for an output of an object. */
    public Optional<String> component() {
        return names.getFirst().equals(DEFINITIONS) ? Optional.of(names.get(1)) : Optional.empty();
    }

    /** As a Flux variable, which knows neither dots nor hyphens. */
    public String variable() {
        return String.join("_", names).replace('-', '_');
    }

    @Override
    public String toString() {
        return "." + String.join(".", names);
    }
}
