// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.imports;

import dev.paddock.cli.definitions.DefinitionFiles;
import dev.paddock.cli.definitions.DefinitionVet;
import dev.paddock.cli.definitions.Fault;
import dev.paddock.cli.definitions.ForeignKinds;
import dev.paddock.cli.definitions.SourcedDefinition;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.Source;
import dev.paddock.core.definition.DefinitionReader;
import dev.paddock.core.definition.Definitions;
import dev.paddock.render.cue.CueWorkers;
import java.util.ArrayList;
import java.util.List;

/** Decides object by object what of KubeVela's files is taken: definitions that compile, and Applications that render with them. */
final class KubeVelaImport {

    private static final String OAM = "core.oam.dev/";
    private static final String STEP = "WorkflowStepDefinition";

    private final CueWorkers workers;
    private final Definitions builtIn;

    KubeVelaImport(CueWorkers workers, Definitions builtIn) {
        this.workers = workers;
        this.builtIn = builtIn;
    }

    /** @param objects in the order of the files */
    record Outcome(List<Taken> objects) {
        Outcome {
            objects = List.copyOf(objects);
        }

        List<Verdict> verdicts() {
            return objects.stream().map(Taken::verdict).toList();
        }
    }

    /** One object, what becomes of it, and the file it is from. */
    record Taken(ImportedFiles.File file, Manifest manifest, Verdict verdict) {}

    Outcome decide(List<ImportedFiles.File> files) {
        List<Taken> taken = new ArrayList<>();
        Definitions definitions = builtIn;
        for (ImportedFiles.File file : files) {
            for (Manifest manifest : file.contents().manifests()) {
                if (DefinitionReader.isDefinition(manifest.object())) {
                    DefinitionVet.Vetted vetted = vet(file, manifest);
                    taken.add(new Taken(file, manifest, definition(file, manifest, vetted)));
                    definitions = with(definitions, manifest, vetted);
                }
            }
        }
        ApplicationVerdict applications = new ApplicationVerdict(workers, definitions);
        for (ImportedFiles.File file : files) {
            for (Manifest manifest : file.contents().manifests()) {
                if (!DefinitionReader.isDefinition(manifest.object())) {
                    taken.add(new Taken(
                            file,
                            manifest,
                            isApplication(manifest)
                                    ? applications.of(file.path(), manifest)
                                    : foreign(file, manifest)));
                }
            }
        }
        return new Outcome(taken);
    }

    private DefinitionVet.Vetted vet(ImportedFiles.File file, Manifest manifest) {
        SourcedDefinition sourced =
                new SourcedDefinition(new Source(manifest.start().file(), file.text()), manifest);
        return new DefinitionVet(workers, builtIn).vet(new DefinitionFiles(List.of(sourced), List.of()));
    }

    private static Definitions with(Definitions definitions, Manifest manifest, DefinitionVet.Vetted vetted) {
        if (!vetted.sound()) {
            return definitions;
        }
        return switch (DefinitionReader.read(manifest.object())) {
            case DefinitionReader.Outcome.Read read -> definitions.with(List.of(read.definition()));
            case DefinitionReader.Outcome.Refused refused -> definitions;
        };
    }

    private static Verdict definition(ImportedFiles.File file, Manifest manifest, DefinitionVet.Vetted vetted) {
        List<String> reasons = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Fault fault : vetted.faults()) {
            (fault.severity() == Fault.Severity.error ? reasons : notes).add(fault.at() + ": " + fault.text());
        }
        if (manifest.kind().equals(STEP)) {
            reasons.add(manifest.at("kind")
                    + ": steps of one's own do not run here yet: their templates call KubeVela's providers");
            notes.clear();
        }
        return new Verdict(file.path(), manifest.kind() + " " + manifest.name(), reasons.isEmpty(), reasons, notes);
    }

    private static boolean isApplication(Manifest manifest) {
        return manifest.apiVersion().startsWith(OAM) && manifest.kind().equals("Application");
    }

    private static Verdict foreign(ImportedFiles.File file, Manifest manifest) {
        String reason = manifest.apiVersion().startsWith(OAM)
                ? ForeignKinds.remedy(manifest.kind())
                : "it is not KubeVela's; apply it with paddock apply or kubectl";
        return new Verdict(
                file.path(),
                manifest.kind() + " " + manifest.name(),
                false,
                List.of(manifest.at("kind") + ": " + reason),
                List.of());
    }
}
