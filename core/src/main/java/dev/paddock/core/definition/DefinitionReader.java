// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a definition object with KubeVela's field names. Whether its template is sound is found out by evaluating it. */
public final class DefinitionReader {

    private static final String GROUP = "core.oam.dev/";
    private static final List<String> SCHEMATICS = List.of("cue", "cel", "terraform");

    private DefinitionReader() {}

    /** The definition, or why there is none. */
    public sealed interface Outcome {
        record Read(Definition definition) implements Outcome {}

        record Refused(List<FieldError> errors) implements Outcome {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    /** Whether the object is a definition at all. */
    public static boolean isDefinition(JsonNode object) {
        return object.path("apiVersion").asText().startsWith(GROUP)
                && Definition.Kind.of(object.path("kind").asText()).isPresent();
    }

    public static Outcome read(JsonNode object) {
        List<FieldError> errors = new ArrayList<>();
        String name = object.path("metadata").path("name").asText();
        if (name.isEmpty()) {
            errors.add(FieldError.required("metadata.name", "the name is the type that Applications write"));
        }
        JsonNode spec = object.path("spec");
        Definition.Kind kind = Definition.Kind.of(object.path("kind").asText())
                .orElseThrow(() -> new IllegalArgumentException("kind"));
        String template = template(spec.path("schematic"), errors);
        if (!errors.isEmpty()) {
            return new Outcome.Refused(errors);
        }
        return new Outcome.Read(new Definition(
                kind,
                name,
                template,
                text(spec.path("workload"), "type"),
                texts(spec.path("appliesToWorkloads")),
                texts(spec.path("conflictsWith")),
                text(spec, "workloadRefPath"),
                text(spec.path("status"), "healthPolicy"),
                text(spec.path("status"), "customStatus")));
    }

    private static String template(JsonNode schematic, List<FieldError> errors) {
        String path = "spec.schematic";
        List<String> given =
                SCHEMATICS.stream().filter(name -> schematic.hasNonNull(name)).toList();
        if (given.size() != 1) {
            errors.add(
                    given.isEmpty()
                            ? FieldError.required(path, "write spec.schematic.cue.template")
                            : FieldError.invalid(path, String.join(", ", given), "exactly one of them is needed"));
            return "";
        }
        String language = given.getFirst();
        if (!language.equals("cue")) {
            errors.add(FieldError.notYetSupported(
                    path + "." + language, "definitions in " + language, "a later change of issue 3 of 4"));
            return "";
        }
        Optional<String> template = text(schematic.path("cue"), "template");
        if (template.isEmpty()) {
            errors.add(FieldError.required(path + ".cue.template", "the CUE text of the definition"));
        }
        return template.orElse("");
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field).asText()).filter(text -> !text.isBlank());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
