// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.api.mural.WorkloadSpec.Readiness;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definition.Schematic;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.oam.Application;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinedHealthTest {
    private static final Definition NOTEBOOK = definition(
            Definition.Kind.COMPONENT, "notebook", new Schematic.Cel("""
            {"resources": [
              {"id": "output", "readyWhen": ["${self.status.phase == 'Running'}"], "template": {}},
              {"id": "claim", "template": {}}
            ]}"""), Optional.empty(), Optional.empty());
    private static final Definition QUEUE = definition(
            Definition.Kind.COMPONENT,
            "queue",
            new Schematic.Cue("output: {}"),
            Optional.of("isHealth: true"),
            Optional.empty());
    private static final Definition TIER = definition(
            Definition.Kind.TRAIT,
            "tier",
            new Schematic.Cue("patch: {}"),
            Optional.empty(),
            Optional.of("message: \"x\""));
    private static final Definition SILENT = definition(
            Definition.Kind.COMPONENT, "silent", new Schematic.Cue("output: {}"), Optional.empty(), Optional.empty());

    @Test
    void expressionsGoAlongWithTheIdsOfTheirObjects() {
        assertThat(of(component("nb", "notebook")))
                .containsExactly(new DefinitionHealth(
                        "nb",
                        null,
                        List.of(new Readiness("output", List.of("${self.status.phase == 'Running'}"))),
                        null,
                        null,
                        Map.of()));
    }

    @Test
    void snippetsGoAlongWithWhatTheTemplateWasGiven() {
        Application.Trait tier =
                new Application.Trait("tier", properties("level", "gold"), "spec.components[0].traits[0]");

        assertThat(of(component("q", "queue", tier)))
                .containsExactly(
                        new DefinitionHealth("q", null, List.of(), "isHealth: true", null, Map.of("size", "big")),
                        new DefinitionHealth("q", "tier", List.of(), null, "message: \"x\"", Map.of("level", "gold")));
    }

    @Test
    void whatSaysNothingTravelsNot() {
        assertThat(of(component("s", "silent"))).isEmpty();
        assertThat(of(component("u", "unknown"))).isEmpty();
    }

    @Test
    void builtInTypesLeaveHealthToTheRulesOfTheirKinds() {
        Definitions quiet = Definitions.of(List.of(QUEUE)).withoutHealth();

        assertThat(new DefinedHealth(quiet).of(application(component("q", "queue"))))
                .isEmpty();
        assertThat(quiet.find(Definition.Kind.COMPONENT, "queue"))
                .hasValueSatisfying(queue -> assertThat(queue.schematic()).isEqualTo(QUEUE.schematic()));
    }

    private static List<DefinitionHealth> of(Application.Component component) {
        return new DefinedHealth(Definitions.of(List.of(NOTEBOOK, QUEUE, TIER, SILENT))).of(application(component));
    }

    private static Application application(Application.Component component) {
        return new Application("app", "team", Map.of(), Map.of(), List.of(component), List.of(), List.of());
    }

    private static Application.Component component(String name, String type, Application.Trait... traits) {
        return new Application.Component(name, type, properties("size", "big"), List.of(traits), "spec.components[0]");
    }

    private static ObjectNode properties(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private static Definition definition(
            Definition.Kind kind,
            String name,
            Schematic schematic,
            Optional<String> healthPolicy,
            Optional<String> customStatus) {
        return new Definition(
                kind,
                name,
                schematic,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                healthPolicy,
                customStatus);
    }
}
