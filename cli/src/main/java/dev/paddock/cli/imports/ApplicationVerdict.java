// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.Application;
import dev.paddock.core.oam.ApplicationReader;
import dev.paddock.core.oam.ApplicationRenderer;
import dev.paddock.core.oam.RenderSettings;
import dev.paddock.core.oam.RenderedApplication;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether an Application renders with what there is here, and what of it waits for later versions. */
final class ApplicationVerdict {

    private static final String DEPLOY = "deploy";

    private final ApplicationRenderer renderer;

    ApplicationVerdict(TemplateEngine engine, Definitions definitions) {
        this.renderer = new ApplicationRenderer(engine, definitions);
    }

    Verdict of(String file, Manifest manifest) {
        List<String> reasons = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        ApplicationReader.Reading reading = ApplicationReader.read(manifest.object());
        tell(manifest, reading.errors(), reasons);
        tell(manifest, reading.duplicates(), reasons);
        if (reasons.isEmpty()) {
            RenderedApplication rendered = renderer.render(reading.application(), RenderSettings.OFFLINE);
            tell(manifest, rendered.errors(), reasons);
            notes.addAll(rendered.warnings());
            workflow(manifest, reading.application(), notes);
        }
        kept(manifest, notes);
        return new Verdict(file, "Application " + manifest.name(), reasons.isEmpty(), reasons, List.copyOf(notes));
    }

    private static void tell(Manifest manifest, List<FieldError> errors, List<String> reasons) {
        errors.stream()
                .sorted()
                .map(error -> manifest.at(error.path()) + ": " + error)
                .distinct()
                .forEach(reasons::add);
    }

    private static void workflow(Manifest manifest, Application application, Set<String> notes) {
        for (Application.Step step : application.steps()) {
            if (!step.type().equals(DEPLOY)) {
                notes.add(manifest.at(step.path()) + ": " + step.path() + ": the step \"" + step.type()
                        + "\" is kept, but does not run yet");
            }
        }
        if (manifest.object().at("/spec/workflow").has("ref")) {
            notes.add(manifest.at("spec.workflow.ref")
                    + ": spec.workflow.ref: is kept, but no Workflow is looked up yet; put its steps here");
        }
    }

    /** What rendering does not look at. */
    private static void kept(Manifest manifest, Set<String> notes) {
        int index = 0;
        for (JsonNode component : manifest.object().at("/spec/components")) {
            String path = "spec.components[" + index++ + "]";
            for (String field : List.of("dependsOn", "inputs", "outputs", "externalRevision")) {
                if (!component.path(field).isMissingNode()) {
                    notes.add(manifest.at(path + "." + field) + ": " + path + "." + field
                            + ": is kept, but has no effect before workflows run");
                }
            }
            if (component.has("scopes")) {
                notes.add(manifest.at(path + ".scopes") + ": " + path
                        + ".scopes: is kept and ignored, as KubeVela does since 1.5; health is in the status");
            }
        }
    }
}
