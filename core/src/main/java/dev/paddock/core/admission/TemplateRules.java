// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.Component;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.render.ComponentTypes;
import dev.paddock.core.workload.Macro;
import dev.paddock.core.workload.MacroText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What in a workload could never be rendered, whatever the variables are. */
final class TemplateRules {
    private final ComponentTypes types = ComponentTypes.builtIn();

    Stream<Finding> cannotBeRendered(String path, @Nullable WorkloadTemplate template) {
        if (template == null) {
            return Finding.none();
        }
        List<Finding> findings = new ArrayList<>();
        LaterRules.later(template.policies(), path + ".policies", "policies", LaterRules.DEFINITIONS)
                .forEach(findings::add);
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

    private void component(String path, Component component, List<Finding> findings) {
        if (types.find(component.type()).isEmpty()) {
            findings.add(new Finding.Invalid(types.refusal(path + ".type", component.type())));
        }
        LaterRules.later(component.traits(), path + ".traits", "traits", LaterRules.DEFINITIONS)
                .forEach(findings::add);
        LaterRules.later(
                        component.definitionOutputRefs(),
                        path + ".definitionOutputRefs",
                        "outputs of components",
                        LaterRules.DEFINITIONS)
                .forEach(findings::add);
        macros(path + ".properties", component.properties(), findings);
    }

    private static void macros(String path, @Nullable Object value, List<Finding> findings) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, item) -> macros(path + "." + key, item, findings));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    macros(path + "[" + i + "]", list.get(i), findings);
                }
            }
            case String text ->
                MacroText.parse(text).pieces().stream()
                        .filter(MacroText.Piece.Call.class::isInstance)
                        .map(MacroText.Piece.Call.class::cast)
                        .flatMap(call -> macro(path, call))
                        .forEach(findings::add);
            case null, default -> {
                // numbers, booleans and null hold no macro
            }
        }
    }

    private static Stream<Finding> macro(String path, MacroText.Piece.Call call) {
        return switch (call.macro()) {
            case Macro.Variable variable -> Finding.none();
            case Macro.System system -> Finding.none();
            case Macro.HubOutput output ->
                LaterRules.later(true, path, "outputs of other deployments", LaterRules.DEFINITIONS);
            case Macro.SpokeOutput output ->
                LaterRules.later(true, path, "outputs read on the spoke", LaterRules.DEFINITIONS);
            case Macro.Unreadable unreadable ->
                Finding.invalid(FieldError.invalid(
                        path, unreadable.text(), "no macro: write {{ .var.<name> }} or {{ hub \".sys.<name>\" }}"));
        };
    }
}
