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
        Optional<Definition.Schematic> schematic = schematic(spec.path("schematic"), errors);
        List<ContextValue> contextValues = ContextValue.read(spec.path("contextExtensionRefs"), errors);
        if (!errors.isEmpty() || schematic.isEmpty()) {
            return new Outcome.Refused(errors);
        }
        return new Outcome.Read(new Definition(
                kind,
                name,
                schematic.get(),
                text(spec.path("workload"), "type"),
                texts(spec.path("appliesToWorkloads")),
                texts(spec.path("conflictsWith")),
                text(spec, "workloadRefPath"),
                text(spec.path("status"), "healthPolicy"),
                text(spec.path("status"), "customStatus"),
                contextValues));
    }

    private static Optional<Definition.Schematic> schematic(JsonNode schematic, List<FieldError> errors) {
        String path = "spec.schematic";
        List<String> given =
                SCHEMATICS.stream().filter(name -> schematic.hasNonNull(name)).toList();
        if (given.size() != 1) {
            errors.add(
                    given.isEmpty()
                            ? FieldError.required(path, "write spec.schematic.cue.template or spec.schematic.cel")
                            : FieldError.invalid(path, String.join(", ", given), "exactly one of them is needed"));
            return Optional.empty();
        }
        return switch (given.getFirst()) {
            case "cue" -> cue(schematic.path("cue"), path + ".cue.template", errors);
            case "cel" -> cel(schematic.path("cel"), path + ".cel", errors);
            default -> {
                errors.add(FieldError.notYetSupported(
                        path + ".terraform", "definitions in terraform", "a later change of issue 3 of 4"));
                yield Optional.empty();
            }
        };
    }

    private static Optional<Definition.Schematic> cue(JsonNode given, String path, List<FieldError> errors) {
        Optional<String> template = text(given, "template");
        if (template.isEmpty()) {
            errors.add(FieldError.required(path, "the CUE text of the definition"));
        }
        return template.map(Definition.Schematic.Cue::new);
    }

    private static Optional<Definition.Schematic> cel(JsonNode given, String path, List<FieldError> errors) {
        if (!given.isObject()) {
            errors.add(FieldError.invalid(path, given, "must be an object with parameters and resources"));
            return Optional.empty();
        }
        return Optional.of(new Definition.Schematic.Cel(given.toString()));
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
