// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.Position;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.DefinitionReader;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.fault.Suggestion;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.cue.CueWorkers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with definitions, as the hub would find it, and what of them KubeVela does and Paddock does not. Evaluates nothing: that
 * is what tests are for.
 */
public final class DefinitionVet {

    private static final String EXPRESSIONS = "spec.schematic.cel";
    private static final String TEMPLATE = "spec.schematic.cue.template";
    private static final Pattern PROCESSING = Pattern.compile("(?m)^processing\\s*[:{]");
    private static final String OAM = "core.oam.dev/";

    private final CueWorkers workers;
    private final CelEngine cel = new CelEngine(CelLimits.standard(), System::nanoTime);
    private final Definitions builtIn;

    public DefinitionVet(CueWorkers workers, Definitions builtIn) {
        this.workers = workers;
        this.builtIn = builtIn;
    }

    /**
     * @param definitions those that can be used, over the built-in ones
     * @param faults sorted by their places
     */
    public record Vetted(Definitions definitions, List<Fault> faults) {
        public Vetted {
            faults = List.copyOf(faults);
        }

        public boolean sound() {
            return faults.stream().noneMatch(fault -> fault.severity() == Fault.Severity.error);
        }
    }

    public Vetted vet(DefinitionFiles files) {
        List<Fault> faults = new ArrayList<>();
        files.unreadable().forEach(finding -> faults.add(Fault.error(finding.at(), finding.text())));
        files.others().forEach(other -> faults.add(foreign(other)));
        Map<String, Position> seen = new HashMap<>();
        List<Definition> usable = new ArrayList<>();
        Map<SourcedDefinition, Definition> read = new HashMap<>();
        for (SourcedDefinition each : files.definitions()) {
            faults.addAll(twice(each, seen));
            switch (DefinitionReader.read(each.manifest().object())) {
                case DefinitionReader.Outcome.Refused refused -> refused(each, refused.errors(), faults);
                case DefinitionReader.Outcome.Read sound -> {
                    read.put(each, sound.definition());
                    List<Fault> own = compile(each, sound.definition());
                    faults.addAll(own);
                    if (own.stream().noneMatch(fault -> fault.severity() == Fault.Severity.error)) {
                        usable.add(sound.definition());
                    }
                }
            }
        }
        Definitions all = builtIn.with(read.values());
        read.forEach((each, definition) -> faults.addAll(references(each, definition, all)));
        faults.sort(Comparator.comparing((Fault fault) -> fault.at().file())
                .thenComparing(fault -> fault.at().line())
                .thenComparing(fault -> fault.at().column()));
        return new Vetted(builtIn.with(usable), faults);
    }

    private static Fault foreign(Manifest other) {
        Position at = other.at("kind");
        return other.apiVersion().startsWith(OAM) && other.kind().endsWith("Definition")
                ? Fault.error(
                        at,
                        FieldError.unsupported("kind", other.kind(), kinds()) + "; "
                                + ForeignKinds.remedy(other.kind()))
                : Fault.warning(at, "kind: " + other.kind() + " is no definition and was not looked at");
    }

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (Definition.Kind kind : Definition.Kind.values()) {
            kinds.add(kind.objectKind());
        }
        return kinds;
    }

    private static List<Fault> twice(SourcedDefinition each, Map<String, Position> seen) {
        Position at = each.manifest().at("metadata.name");
        Position first = seen.putIfAbsent(
                each.manifest().kind() + "/" + each.manifest().namespace() + "/"
                        + each.manifest().name(),
                at);
        return first == null
                ? List.of()
                : List.of(Fault.error(
                        at,
                        FieldError.duplicate("metadata.name", each.manifest().name()) + ": already at " + first));
    }

    private static void refused(SourcedDefinition each, List<FieldError> errors, List<Fault> faults) {
        JsonNode schematic = each.manifest().object().at("/spec/schematic");
        for (String gone : List.of("kube", "helm")) {
            if (schematic.has(gone)) {
                faults.add(Fault.error(
                        each.manifest().at("spec.schematic." + gone),
                        FieldError.forbidden(
                                        "spec.schematic." + gone,
                                        "KubeVela removed it; write the objects in spec.schematic.cue.template, or use"
                                                + " a component of type k8s-objects")
                                .toString()));
                return;
            }
        }
        errors.forEach(error -> faults.add(Fault.error(each.manifest().at(error.path()), error.toString())));
    }

    private List<Fault> compile(SourcedDefinition each, Definition definition) {
        List<Fault> faults = new ArrayList<>();
        UnusedFields.of(each.manifest().object())
                .forEach(
                        (path, text) -> faults.add(Fault.warning(each.manifest().at(path), text)));
        if (definition.kind() == Definition.Kind.WORKFLOW_STEP) {
            faults.add(Fault.warning(
                    each.manifest().at("kind"),
                    "the template of a workflow step is kept, not evaluated: steps do not run yet"));
            return faults;
        }
        switch (definition.schematic()) {
            case Definition.Schematic.Cue cue -> template(each, cue.text(), faults);
            case Definition.Schematic.Cel cel -> expressions(each, definition.kind(), cel, faults);
        }
        snippet(each, definition.healthPolicy(), "spec.status.healthPolicy", faults);
        snippet(each, definition.customStatus(), "spec.status.customStatus", faults);
        if (builtIn.find(definition.kind(), definition.name()).isPresent()) {
            faults.add(Fault.warning(
                    each.manifest().at("metadata.name"),
                    "goes before the built-in %s of this name"
                            .formatted(definition.kind().word())));
        }
        return faults;
    }

    private void template(SourcedDefinition each, String text, List<Fault> faults) {
        workers.check(text).forEach(problem -> faults.add(problem(each, TEMPLATE, problem)));
        Matcher processing = PROCESSING.matcher(text);
        if (processing.find()) {
            int line = (int) text.substring(0, processing.start()).lines().count() + 1;
            faults.add(problem(
                    each,
                    TEMPLATE,
                    new TemplateProblem("", line, 1, "processing is not supported: a template may not call out")));
        }
    }

    /** A problem of an expression names the field that holds it; line and column count within the expression. */
    private void expressions(
            SourcedDefinition each, Definition.Kind kind, Definition.Schematic.Cel schematic, List<Fault> faults) {
        for (TemplateProblem problem : cel.check(kind, schematic)) {
            String path = problem.path().isEmpty() ? EXPRESSIONS : EXPRESSIONS + "." + problem.path();
            String place = problem.place().isEmpty() ? "" : problem.place() + ": ";
            faults.add(Fault.error(each.manifest().at(path), path + ": Invalid value: " + place + problem.message()));
        }
    }

    private void snippet(SourcedDefinition each, Optional<String> text, String path, List<Fault> faults) {
        // A snippet sees context and parameter, which are open here as they are for a template.
        text.ifPresent(snippet -> workers.check(snippet).forEach(problem -> faults.add(problem(each, path, problem))));
    }

    private static Fault problem(SourcedDefinition each, String path, TemplateProblem problem) {
        Position at = each.inside(path, problem.line(), problem.column());
        String text = each.literal(path)
                ? (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message()
                : problem.toString();
        return Fault.error(at, path + ": Invalid value: " + text);
    }

    /** Names that nothing here has. They may be on the hub, so they are told and not refused. */
    private static List<Fault> references(SourcedDefinition each, Definition definition, Definitions all) {
        List<Fault> faults = new ArrayList<>();
        unknown(
                each,
                "spec.appliesToWorkloads",
                definition.appliesToWorkloads(),
                Definition.Kind.COMPONENT,
                all,
                faults);
        unknown(each, "spec.conflictsWith", definition.conflictsWith(), Definition.Kind.TRAIT, all, faults);
        return faults;
    }

    private static void unknown(
            SourcedDefinition each,
            String path,
            List<String> names,
            Definition.Kind kind,
            Definitions all,
            List<Fault> faults) {
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            // What has a dot, a star or a colon selects kinds of objects or labels, not definitions.
            boolean selects = name.contains(".") || name.contains("*") || name.contains(":");
            if (!selects && all.find(kind, name).isEmpty()) {
                String at = path + "[" + index + "]";
                faults.add(Fault.warning(
                        each.manifest().at(at),
                        at + ": Not found: \"" + name + "\"" + Suggestion.text(name, all.names(kind)) + ": no "
                                + kind.word() + " of this name is built in or in these files"));
            }
        }
    }
}
