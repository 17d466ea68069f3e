// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

/**
 * One thing a template does not agree with.
 *
 * @param path the field, such as {@code parameter.image}; empty if none is meant
 * @param line where in the template, from 1; 0 if the place is not known
 */
public record TemplateProblem(String path, int line, int column, String message) {

    public static TemplateProblem of(String message) {
        return new TemplateProblem("", 0, 0, message);
    }

    /** {@code 12:5}, or nothing. */
    public String place() {
        return line == 0 ? "" : line + ":" + column;
    }

    @Override
    public String toString() {
        return (line == 0 ? "" : place() + ": ") + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
