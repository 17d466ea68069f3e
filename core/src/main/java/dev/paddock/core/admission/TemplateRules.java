// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.Component;
import dev.paddock.api.mural.WorkloadTemplate.DefinitionOutput;
import dev.paddock.core.annotation.RenderingAnnotations;
import dev.paddock.core.annotation.RenderingAnnotations.Place;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.WorkloadObjects;
import dev.paddock.core.output.JsonPath;
import dev.paddock.core.policy.ObjectPolicies;
import dev.paddock.core.substitution.LocalOutputs;
import dev.paddock.core.workload.Macro;
import dev.paddock.core.workload.TemplateMacros;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What in a workload could never be rendered, whatever the variables are and whichever definitions there will be. */
final class TemplateRules {
    private TemplateRules() {}

    static Stream<Finding> cannotBeRendered(String path, @Nullable WorkloadTemplate template) {
        if (template == null) {
            return Finding.none();
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < template.policies().size(); i++) {
            WorkloadObjects.refusal(
                            path + ".policies[" + i + "].type",
                            template.policies().get(i).type())
                    .map(Finding.Invalid::new)
                    .ifPresent(findings::add);
        }
        ObjectPolicies.ofTemplate(path, template).errors().stream()
                // What a macro stands for is known when it is rendered.
                .filter(error -> !error.toString().contains("{{"))
                .map(Finding.Invalid::new)
                .forEach(findings::add);
        if (template.metadata() != null) {
            RenderingAnnotations.of(Place.WORKLOAD, template.metadata().annotations()).faults().stream()
                    .map(Finding.Invalid::new)
                    .forEach(findings::add);
        }
        for (int i = 0; i < template.objectOutputRefs().size(); i++) {
            WorkloadTemplate.ObjectOutput output = template.objectOutputRefs().get(i);
            outputPath(
                    path + ".objectOutputRefs[" + i + "].pathRef.path",
                    output.pathRef().path(),
                    findings);
        }
        LocalOutputs.of(path, template)
                .faults(path, template)
                .forEach(fault -> findings.add(new Finding.Invalid(fault)));
        for (int i = 0; i < template.components().size(); i++) {
            component(path + ".components[" + i + "]", template.components().get(i), findings);
        }
        return findings.stream();
    }

    private static void component(String path, Component component, List<Finding> findings) {
        outputs(path + ".definitionOutputRefs", component.definitionOutputRefs(), findings);
        TemplateMacros.in(path, component).flatMap(TemplateRules::macro).forEach(findings::add);
    }

    private static void outputs(String path, List<DefinitionOutput> outputs, List<Finding> findings) {
        for (int i = 0; i < outputs.size(); i++) {
            outputPath(
                    path + "[" + i + "].pathRef.path", outputs.get(i).pathRef().path(), findings);
        }
    }

    private static void outputPath(String at, String path, List<Finding> findings) {
        try {
            JsonPath.compile(path);
        } catch (IllegalArgumentException unreadable) {
            findings.add(new Finding.Invalid(FieldError.invalid(at, path, String.valueOf(unreadable.getMessage()))));
        }
    }

    private static Stream<Finding> macro(TemplateMacros.Found found) {
        return switch (found.macro()) {
            case Macro.Variable variable -> Finding.none();
            case Macro.System system -> Finding.none();
            case Macro.HubOutput output -> Finding.none();
            case Macro.SpokeOutput output -> Finding.none();
            case Macro.Unreadable unreadable ->
                Finding.invalid(FieldError.invalid(
                        found.path(),
                        unreadable.text(),
                        "no macro: write {{ .var.<name> }}, {{ hub \".sys.<name>\" }}, "
                                + "{{ hub \".deploy.<namespace>.<deployment>.def.<component>.<output>\" }} or "
                                + "{{ spoke \".def.<component>.<output>\" }}"));
        };
    }
}
