// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.Component;
import dev.paddock.api.mural.WorkloadTemplate.DefinitionOutput;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.WorkloadObjects;
import dev.paddock.core.output.JsonPath;
import dev.paddock.core.workload.Macro;
import dev.paddock.core.workload.TemplateMacros;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        LaterRules.later(
                        template.objectOutputRefs(),
                        path + ".objectOutputRefs",
                        "outputs of objects",
                        LaterRules.DEFINITIONS)
                .forEach(findings::add);
        for (int i = 0; i < template.components().size(); i++) {
            component(path + ".components[" + i + "]", template.components().get(i), findings);
        }
        return findings.stream();
    }

    private static void component(String path, Component component, List<Finding> findings) {
        outputs(path + ".definitionOutputRefs", component.definitionOutputRefs(), findings);
        TemplateMacros.in(path, component).flatMap(TemplateRules::macro).forEach(findings::add);
    }

    /** Outputs are for all to read who may read the deployment, so none comes from a Secret. */
    private static void outputs(String path, List<DefinitionOutput> outputs, List<Finding> findings) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            DefinitionOutput output = outputs.get(i);
            String at = path + "[" + i + "]";
            String first = names.putIfAbsent(output.name().replace('-', '_'), output.name());
            if (first != null && !first.equals(output.name())) {
                findings.add(new Finding.Invalid(new FieldError(
                        at + ".name",
                        FieldError.Type.DUPLICATE,
                        output.name(),
                        "differs from \"" + first + "\" only in - and _")));
            }
            if (output.pathRef().kind().equals("Secret")) {
                findings.add(new Finding.Invalid(
                        FieldError.forbidden(at + ".pathRef.kind", "an output is no place for what is in a Secret")));
            }
            try {
                JsonPath.compile(output.pathRef().path());
            } catch (IllegalArgumentException unreadable) {
                findings.add(new Finding.Invalid(FieldError.invalid(
                        at + ".pathRef.path", output.pathRef().path(), String.valueOf(unreadable.getMessage()))));
            }
        }
    }

    private static Stream<Finding> macro(TemplateMacros.Found found) {
        return switch (found.macro()) {
            case Macro.Variable variable -> Finding.none();
            case Macro.System system -> Finding.none();
            case Macro.HubOutput output -> Finding.none();
            case Macro.SpokeOutput output ->
                LaterRules.later(true, found.path(), "outputs read on the spoke", LaterRules.DEFINITIONS);
            case Macro.Unreadable unreadable ->
                Finding.invalid(FieldError.invalid(
                        found.path(),
                        unreadable.text(),
                        "no macro: write {{ .var.<name> }}, {{ hub \".sys.<name>\" }} or "
                                + "{{ hub \".deploy.<namespace>.<deployment>.def.<component>.<output>\" }}"));
        };
    }
}
