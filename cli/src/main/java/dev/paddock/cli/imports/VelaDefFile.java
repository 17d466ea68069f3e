// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.manifest.Finding;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestReader;
import dev.paddock.cli.manifest.Position;
import dev.paddock.cli.manifest.Source;
import dev.paddock.cli.manifest.YamlText;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.render.cue.CueWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A definition as {@code vela def} edits it: CUE that has metadata under the definition's name, and a {@code template}. The metadata is
 * evaluated; the template is kept as it is written, without the level of indentation that it had inside {@code template}.
 */
final class VelaDefFile {

    private static final Pattern TEMPLATE = Pattern.compile("(?m)^template:\\s*\\{\\s*$");
    private static final Pattern IMPORT_BEGIN = Pattern.compile("^import\\s*\\(\\s*$");

    private static final Map<String, Definition.Kind> TYPES = Map.of(
            "component", Definition.Kind.COMPONENT,
            "trait", Definition.Kind.TRAIT,
            "policy", Definition.Kind.POLICY,
            "workflow-step", Definition.Kind.WORKFLOW_STEP);

    private final Source source;
    private final List<String> imports = new ArrayList<>();
    private final List<String> header = new ArrayList<>();
    private final List<String> template = new ArrayList<>();
    private int templateLine = 1;

    /** @param yaml the definition as an object in YAML; empty if there is none */
    record Reading(String yaml, ManifestReader.Contents contents) {}

    VelaDefFile(Source source) {
        this.source = source;
        split();
    }

    static boolean isOne(String text) {
        return TEMPLATE.matcher(text).find();
    }

    private void split() {
        boolean inImports = false;
        boolean inTemplate = false;
        List<String> lines = source.text().lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (inTemplate) {
                inTemplate = !line.startsWith("}");
                if (inTemplate) {
                    template.add(line);
                }
            } else if (inImports || line.startsWith("import ")) {
                imports.add(line);
                inImports = inImports
                        ? !line.startsWith(")")
                        : IMPORT_BEGIN.matcher(line).matches();
            } else if (TEMPLATE.matcher(line).matches()) {
                inTemplate = true;
                templateLine = index + 1;
            } else {
                header.add(line);
            }
        }
    }

    Reading read(CueWorkers workers) {
        String question = "output: {\n" + String.join("\n", header) + "\n}\n";
        JsonNode empty = JsonNodeFactory.instance.objectNode();
        return switch (workers.evaluate(
                new TemplateEngine.Question(new Definition.Schematic.Cue(question), empty, empty))) {
            case Evaluation.Refused refused ->
                refused(
                        1,
                        "its metadata cannot be read: "
                                + refused.problems().getFirst().message());
            case Evaluation.Rendered rendered ->
                rendered.output()
                        .flatMap(tree -> tree.json().properties().stream().findFirst())
                        .map(entry -> of(entry.getKey(), entry.getValue()))
                        .orElseGet(() -> refused(1, "it has no metadata before its template"));
        };
    }

    private Reading of(String name, JsonNode metadata) {
        String type = metadata.path("type").asText();
        Definition.Kind kind = TYPES.get(type);
        if (kind == null) {
            return refused(
                    1,
                    "type: Unsupported value: \"%s\": supported values: \"component\", \"trait\", \"policy\", "
                                    .formatted(type)
                            + "\"workflow-step\"");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "core.oam.dev/v1beta1").put("kind", kind.objectKind());
        ObjectNode meta = object.putObject("metadata").put("name", name);
        labels(metadata, meta);
        ObjectNode spec = object.putObject("spec");
        if (metadata.path("attributes") instanceof ObjectNode attributes) {
            spec.setAll(attributes);
        }
        workloadType(spec);
        spec.putObject("schematic").putObject("cue").put("template", templateText());
        String yaml = YamlText.of(object);
        Position at = new Position(source.name(), templateLine, 1);
        Manifest manifest =
                new Manifest(object, new Position(source.name(), 1, 1), Map.of("spec.schematic.cue.template", at));
        return new Reading(yaml, new ManifestReader.Contents(List.of(manifest), List.of()));
    }

    private static void labels(JsonNode metadata, ObjectNode meta) {
        if (!metadata.path("labels").isEmpty()) {
            meta.set("labels", metadata.path("labels"));
        }
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        if (metadata.path("annotations") instanceof ObjectNode given) {
            annotations.setAll(given);
        }
        if (metadata.hasNonNull("description")) {
            annotations.set("definition.oam.dev/description", metadata.path("description"));
        }
        if (!annotations.isEmpty()) {
            meta.set("annotations", annotations);
        }
    }

    /** The name of the kind's resource, by which traits say what they apply to; {@code vela def} adds it in the same way. */
    private static void workloadType(ObjectNode spec) {
        JsonNode definition = spec.at("/workload/definition");
        if (spec.path("workload") instanceof ObjectNode workload && !workload.has("type") && definition.isObject()) {
            String version = definition.path("apiVersion").asText();
            int slash = version.indexOf('/');
            workload.put(
                    "type",
                    definition.path("kind").asText().toLowerCase(Locale.ROOT) + "s"
                            + (slash < 0 ? "" : "." + version.substring(0, slash)));
        }
    }

    private String templateText() {
        List<String> lines = new ArrayList<>();
        imports.forEach(line -> lines.add(leadingSpaces(line)));
        int indent = template.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        // Tabs are CUE's own way of indenting and a block of YAML may not begin with one.
        template.forEach(line -> lines.add(
                line.isBlank() ? "" : leadingSpaces(line.substring(indent)).stripTrailing()));
        return String.join("\n", lines) + "\n";
    }

    private static String leadingSpaces(String line) {
        int tabs = 0;
        while (tabs < line.length() && line.charAt(tabs) == '\t') {
            tabs++;
        }
        return "  ".repeat(tabs) + line.substring(tabs);
    }

    private Reading refused(int line, String text) {
        return new Reading(
                "",
                new ManifestReader.Contents(
                        List.of(), List.of(new Finding(new Position(source.name(), line, 1), null, text))));
    }
}
