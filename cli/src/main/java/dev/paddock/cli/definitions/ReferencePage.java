// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import java.util.ArrayList;
import java.util.List;

/** The reference of definitions, in Markdown. */
final class ReferencePage {

    private final StringBuilder page = new StringBuilder();

    /**
     * One definition.
     *
     * @param schema of its parameter
     */
    record Entry(ObjectNode object, Definition.Kind kind, JsonNode schema) {
        String name() {
            return object.at("/metadata/name").asText();
        }

        String description() {
            return object.at("/metadata/annotations")
                    .path("definition.oam.dev/description")
                    .asText();
        }
    }

    static String of(String beginning, List<Entry> entries) {
        ReferencePage reference = new ReferencePage();
        reference.page.append(beginning);
        for (Definition.Kind kind : Definition.Kind.values()) {
            List<Entry> own =
                    entries.stream().filter(entry -> entry.kind() == kind).toList();
            if (!own.isEmpty()) {
                reference.page.append("\n## ").append(heading(kind)).append('\n');
                own.forEach(reference::entry);
            }
        }
        return reference.page.toString();
    }

    private static String heading(Definition.Kind kind) {
        return switch (kind) {
            case COMPONENT -> "Component types";
            case TRAIT -> "Traits";
            case POLICY -> "Policies";
            case WORKFLOW_STEP -> "Workflow steps";
        };
    }

    private void entry(Entry entry) {
        page.append("\n### ").append(entry.name()).append('\n');
        if (!entry.description().isEmpty()) {
            page.append('\n').append(entry.description()).append('\n');
        }
        sentence("For components of the kinds", entry.object().at("/spec/appliesToWorkloads"));
        sentence("Not together with", entry.object().at("/spec/conflictsWith"));
        List<ParameterRows.Row> rows = ParameterRows.of(entry.schema());
        if (rows.isEmpty()) {
            page.append("\nTakes no property.\n");
            return;
        }
        page.append("\n| property | type | default | meaning |\n|---|---|---|---|\n");
        for (ParameterRows.Row row : rows) {
            page.append("| `")
                    .append(row.path())
                    .append("` | ")
                    .append(cell(row.type()))
                    .append(" | ")
                    .append(
                            row.required()
                                    ? "**required**"
                                    : row.defaultValue().isEmpty() ? "" : "`" + cell(row.defaultValue()) + "`")
                    .append(" | ")
                    .append(cell(row.meaning()))
                    .append(" |\n");
        }
    }

    private void sentence(String words, JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add("`" + name.asText() + "`"));
        if (!texts.isEmpty()) {
            page.append('\n')
                    .append(words)
                    .append(' ')
                    .append(String.join(", ", texts))
                    .append(".\n");
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
