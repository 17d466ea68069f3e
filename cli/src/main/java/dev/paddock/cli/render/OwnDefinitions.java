// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.render;

import dev.paddock.cli.manifest.Manifest;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.DefinitionReader;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.fault.FieldError;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The user's definitions, each checked as the hub checks one when it is written. */
final class OwnDefinitions {

    private static final String SCHEMATIC = "spec.schematic.";

    private final CueWorkers workers;
    private final CelEngine cel;

    OwnDefinitions(CueWorkers workers, CelEngine cel) {
        this.workers = workers;
        this.cel = cel;
    }

    static boolean isOne(Manifest manifest) {
        return DefinitionReader.isDefinition(manifest.object());
    }

    /** @param refuse told what is wrong with a definition, with nothing if it is sound */
    Definitions over(List<Manifest> manifests, BiConsumer<Manifest, List<String>> refuse) {
        List<Definition> own = new ArrayList<>();
        for (Manifest manifest : manifests) {
            if (!isOne(manifest)) {
                refuse.accept(
                        manifest,
                        List.of("kind: Invalid value: \"%s\": a definition is a ComponentDefinition, TraitDefinition, "
                                        .formatted(manifest.kind())
                                + "PolicyDefinition or WorkflowStepDefinition of core.oam.dev/v1beta1"));
                continue;
            }
            switch (DefinitionReader.read(manifest.object())) {
                case DefinitionReader.Outcome.Refused refused ->
                    refuse.accept(
                            manifest,
                            refused.errors().stream().map(FieldError::toString).toList());
                case DefinitionReader.Outcome.Read read -> {
                    refuse.accept(manifest, faults(read.definition()));
                    own.add(read.definition());
                }
            }
        }
        return new BuiltInDefinitions().read().with(own);
    }

    private List<String> faults(Definition definition) {
        return switch (definition.schematic()) {
            // Steps are run and not rendered; their templates use actions that nothing here knows.
            case Definition.Schematic.Cue any when definition.kind() == Definition.Kind.WORKFLOW_STEP -> List.of();
            case Definition.Schematic.Cue cue ->
                workers.check(cue.text()).stream()
                        .map(problem -> SCHEMATIC + "cue.template: Invalid value: " + problem)
                        .toList();
            case Definition.Schematic.Cel schematic ->
                cel.check(definition.kind(), schematic).stream()
                        .map(OwnDefinitions::ofCel)
                        .toList();
        };
    }

    /** The place counts within the expression, which the path leads to. */
    private static String ofCel(TemplateProblem problem) {
        String path = SCHEMATIC + "cel" + (problem.path().isEmpty() ? "" : "." + problem.path());
        String place = problem.place().isEmpty() ? "" : problem.place() + ": ";
        return path + ": Invalid value: " + place + problem.message();
    }
}
