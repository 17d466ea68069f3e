// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.definition.Compilation;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.DefinitionFaults;
import dev.paddock.core.definition.DefinitionReader;
import dev.paddock.core.definition.TemplateCheck;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.fault.FieldError;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.cue.CueWorkers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at definitions with workers of its own, so that a template under way to the hub holds up no rendering. */
public final class DefinitionCompiler implements TemplateCheck {

    private final CueWorkers workers;
    private final CelEngine cel;

    public DefinitionCompiler(CueWorkers workers) {
        this(workers, new CelEngine(CelLimits.standard(), System::nanoTime));
    }

    DefinitionCompiler(CueWorkers workers, CelEngine cel) {
        this.workers = workers;
        this.cel = cel;
    }

    @Override
    public List<TemplateProblem> check(Definition definition) {
        return switch (definition.schematic()) {
            case Definition.Schematic.Cue cue -> workers.check(cue.text());
            case Definition.Schematic.Cel schematic -> cel.check(definition.kind(), schematic);
        };
    }

    @Override
    public Optional<JsonNode> parameters(Definition definition) {
        return switch (definition.schematic()) {
            case Definition.Schematic.Cue cue -> workers.parameters(cue);
            case Definition.Schematic.Cel schematic -> cel.parameters(schematic);
        };
    }

    /** @throws dev.paddock.core.definition.EngineUnavailableException if nothing could be found out */
    public Compilation compile(JsonNode json) {
        List<FieldError> errors = new DefinitionFaults(this).of(json);
        if (!errors.isEmpty()
                || !(DefinitionReader.read(json) instanceof DefinitionReader.Outcome.Read(Definition definition))) {
            return new Compilation.Faulty(errors);
        }
        if (definition.kind() == Definition.Kind.WORKFLOW_STEP) {
            return new Compilation.Sound(Optional.empty());
        }
        return switch (definition.schematic()) {
            case Definition.Schematic.Cue cue -> schema(cue);
            case Definition.Schematic.Cel schematic -> new Compilation.Sound(Optional.of(cel.schema(schematic)));
        };
    }

    private Compilation schema(Definition.Schematic.Cue cue) {
        CueWorkers.Schema schema = workers.schema(cue.text());
        return schema.problems().isEmpty()
                ? new Compilation.Sound(Optional.of(schema.schema()))
                : new Compilation.NoSchema(schema.problems().stream()
                        .map(TemplateProblem::toString)
                        .collect(Collectors.joining("; ")));
    }
}
