// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.manifest.Position;

/** Something about a definition that its author should know, at its place in the file. */
public record Fault(Position at, Severity severity, String text) {

    /** Whether it keeps the definition from being used. */
    public enum Severity {
        error,
        warning
    }

    static Fault error(Position at, String text) {
        return new Fault(at, Severity.error, text);
    }

    static Fault warning(Position at, String text) {
        return new Fault(at, Severity.warning, text);
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", at.file())
                .put("line", at.line())
                .put("column", at.column())
                .put("severity", severity.name())
                .put("message", text);
    }

    @Override
    public String toString() {
        return at + ": " + severity + ": " + text;
    }
}
