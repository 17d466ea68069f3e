// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.api.mural.WorkloadSpec.Readiness;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.oam.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the definitions of a workload say about health, for whoever sees the objects in their cluster. Evaluates nothing. */
final class DefinedHealth {

    private final Definitions definitions;
    private final ObjectMapper mapper = new ObjectMapper();

    DefinedHealth(Definitions definitions) {
        this.definitions = definitions;
    }

    List<DefinitionHealth> of(Application application) {
        List<DefinitionHealth> health = new ArrayList<>();
        for (Application.Component component : application.components()) {
            of(component.name(), null, Definition.Kind.COMPONENT, component.type(), component.properties())
                    .ifPresent(health::add);
            for (Application.Trait trait : component.traits()) {
                of(component.name(), trait.type(), Definition.Kind.TRAIT, trait.type(), trait.properties())
                        .ifPresent(health::add);
            }
        }
        return health;
    }

    private Optional<DefinitionHealth> of(
            String component, @Nullable String trait, Definition.Kind kind, String type, ObjectNode properties) {
        Definition definition = definitions.find(kind, type).orElse(null);
        if (definition == null) {
            return Optional.empty();
        }
        List<Readiness> ready = definition.schematic() instanceof Definition.Schematic.Cel cel ? ready(cel) : List.of();
        boolean snippets = definition.healthPolicy().isPresent()
                || definition.customStatus().isPresent();
        if (ready.isEmpty() && !snippets) {
            return Optional.empty();
        }
        return Optional.of(new DefinitionHealth(
                component,
                trait,
                ready,
                definition.healthPolicy().orElse(null),
                definition.customStatus().orElse(null),
                snippets ? map(properties) : Map.of()));
    }

    private List<Readiness> ready(Definition.Schematic.Cel cel) {
        List<Readiness> ready = new ArrayList<>();
        for (JsonNode resource : read(cel.text()).path("resources")) {
            List<String> expressions = resource.path("readyWhen")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
            if (!expressions.isEmpty()) {
                ready.add(new Readiness(resource.path("id").asText(), expressions));
            }
        }
        return ready;
    }

    private JsonNode read(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schematic in CEL is kept as JSON", e);
        }
    }

    @SuppressWarnings("unchecked") // an object node always converts to a map
    private Map<String, Object> map(ObjectNode properties) {
        return mapper.convertValue(properties, Map.class);
    }
}
