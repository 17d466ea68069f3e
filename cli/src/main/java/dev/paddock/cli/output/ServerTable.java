// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints a {@code meta.k8s.io/v1} Table: the columns are those the server defines, so a kind of tomorrow is listed as
 * its authors meant it.
 */
public final class ServerTable {
    private static final String NONE = "<none>";

    private final boolean wide;
    private final boolean withNamespace;
    private final boolean withLabels;
    private final @Nullable String namePrefix;
    private final Style style;
    private final List<Integer> shown = new ArrayList<>();
    private @Nullable Columns columns;

    /** @param namePrefix what goes before each name where kinds are mixed, null where they are not */
    public ServerTable(
            boolean wide, boolean withNamespace, boolean withLabels, @Nullable String namePrefix, Style style) {
        this.wide = wide;
        this.withNamespace = withNamespace;
        this.withLabels = withLabels;
        this.namePrefix = namePrefix;
        this.style = style;
    }

    /** The lines of one table; only the first table of a watch has headings. */
    public List<String> lines(JsonNode table, boolean withHeadings) {
        boolean first = columns == null;
        Columns laidOut = columns == null ? define(table.path("columnDefinitions")) : columns;
        columns = laidOut;
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : table.path("rows")) {
            rows.add(row(row));
        }
        return laidOut.lines(rows, withHeadings && first);
    }

    private Columns define(JsonNode definitions) {
        List<String> headings = new ArrayList<>();
        if (withNamespace) {
            headings.add("NAMESPACE");
        }
        for (int column = 0; column < definitions.size(); column++) {
            JsonNode definition = definitions.get(column);
            if (wide || definition.path("priority").asInt() == 0) {
                shown.add(column);
                headings.add(definition.path("name").asText().toUpperCase(Locale.ROOT));
            }
        }
        if (withLabels) {
            headings.add("LABELS");
        }
        return new Columns(headings, style);
    }

    private List<String> row(JsonNode row) {
        List<String> cells = new ArrayList<>();
        if (withNamespace) {
            cells.add(row.path("object").path("metadata").path("namespace").asText());
        }
        for (int column : shown) {
            JsonNode cell = row.path("cells").path(column);
            String text =
                    cell.isMissingNode() || cell.isNull() ? NONE : cell.isValueNode() ? cell.asText() : cell.toString();
            cells.add(column == 0 && namePrefix != null ? namePrefix + text : text);
        }
        if (withLabels) {
            cells.add(labels(row.path("object").path("metadata").path("labels")));
        }
        return cells;
    }

    private static String labels(JsonNode labels) {
        String text = labels.properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asText())
                .collect(Collectors.joining(","));
        return text.isEmpty() ? NONE : text;
    }
}
