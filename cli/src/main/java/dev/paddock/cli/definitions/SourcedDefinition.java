// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.Position;
import dev.paddock.cli.manifest.Source;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object with the text it was read from.
 *
 * <p>Knows where a line of a block scalar stands in the file, which is where an editor must go: a template counts its lines from its own
 * beginning.
 */
public record SourcedDefinition(Source source, Manifest manifest) {

    private static final Pattern LITERAL = Pattern.compile("[^|>]*:\\s+\\|[+-]?([1-9]?)[+-]?\\s*(?:#.*)?");

    /** Where a place inside the text of a field stands; the field itself where it is not written as a literal block. */
    Position inside(String path, int line, int column) {
        Position key = manifest.at(path);
        List<String> lines = source.text().lines().toList();
        if (line < 1 || key.line() > lines.size()) {
            return key;
        }
        Matcher literal = LITERAL.matcher(lines.get(key.line() - 1));
        if (!literal.matches() || !literal.group(1).isEmpty()) {
            return key;
        }
        int indent = lines.stream()
                .skip(key.line())
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> text.length() - text.stripLeading().length())
                .orElse(0);
        return new Position(key.file(), key.line() + line, indent + Math.max(column, 1));
    }

    /** Whether places inside the field can be told by the file's own lines. */
    boolean literal(String path) {
        Position key = manifest.at(path);
        return !inside(path, 1, 1).equals(key);
    }
}
