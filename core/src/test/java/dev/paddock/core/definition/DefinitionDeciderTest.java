// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.TraitDefinition;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionDeciderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Compilation SOUND = new Compilation.Sound(Optional.of(JsonNodeFactory.instance.objectNode()));

    private final ComponentDefinition definition = new ComponentDefinition();
    private final List<DefinitionRevision> stored = new ArrayList<>();

    DefinitionDeciderTest() {
        definition.setMetadata(new ObjectMetaBuilder()
                .withName("own")
                .withNamespace("team")
                .withUid("u")
                .withGeneration(1L)
                .build());
    }

    @Test
    void eachSpecIsStoredOnceUnderTheNextNumber() {
        assertThat(store("a", Set.of())).contains("own-v1");
        assertThat(store("a", Set.of())).isEmpty();
        assertThat(store("b", Set.of())).contains("own-v2");
        assertThat(store("a", Set.of())).contains("own-v3");
        assertThat(latest()).isEqualTo("own-v3");
        assertThat(definition.getStatus().configMapRef()).isEqualTo("component-schema-own");
        assertThat(ready()).isEqualTo("True Compiled ");
    }

    @Test
    void whatDoesNotCompileIsNotStoredAndLeavesTheLastRevisionOnRecord() {
        store("a", Set.of());

        DefinitionDecider.Decision refused = decide(
                "b",
                new Compilation.Faulty(List.of(
                        new FieldError("spec.schematic.cue.template", FieldError.Type.INVALID, null, "12:5: no"))),
                Set.of());

        definition.setStatus(refused.status());
        assertThat(refused.store()).isEmpty();
        assertThat(latest()).isEqualTo("own-v1");
        assertThat(ready()).isEqualTo("False CompileFailed spec.schematic.cue.template: Invalid value: 12:5: no");
    }

    @Test
    void whatHasNoSchemaIsUsableAndSaysSo() {
        DefinitionDecider.Decision decision = decide("a", new Compilation.NoSchema("3:1: recursive"), Set.of());

        definition.setStatus(decision.status());
        assertThat(decision.store()).isPresent();
        assertThat(decision.status().configMapRef()).isNull();
        assertThat(ready()).isEqualTo("False SchemaInvalid 3:1: recursive");
    }

    @Test
    void aDeletedNewestRevisionIsMadeAgainUnderItsNumber() {
        store("a", Set.of());
        store("b", Set.of());
        stored.removeLast();

        assertThat(store("b", Set.of())).contains("own-v2");
    }

    @Test
    void twentyUnusedRevisionsAreKeptAndEveryUsedOne() {
        for (int i = 1; i <= 22; i++) {
            store("t" + i, Set.of());
        }

        assertThat(decide("t22", SOUND, Set.of()).surplus())
                .extracting(revision -> revision.getMetadata().getName())
                .containsExactly("own-v1");
        assertThat(decide("t22", SOUND, Set.of("own-v1")).surplus()).isEmpty();
    }

    @Test
    void anotherKindsRevisionOfTheNameIsNotTakenOver() {
        TraitDefinition trait = new TraitDefinition();
        trait.setMetadata(new ObjectMetaBuilder()
                .withName("own")
                .withNamespace("team")
                .withUid("t")
                .build());
        stored.add(StoredDefinition.make(Definition.Kind.TRAIT, trait, json("x"), 1));

        definition.setStatus(decide("a", SOUND, Set.of()).status());

        assertThat(ready())
                .isEqualTo("False CreateFailed DefinitionRevision own-v1 belongs to another definition of that name,"
                        + " Trait; rename this one");
    }

    private Optional<String> store(String template, Set<String> used) {
        DefinitionDecider.Decision decision = decide(template, SOUND, used);
        decision.store().ifPresent(stored::add);
        definition.setStatus(decision.status());
        return decision.store().map(revision -> revision.getMetadata().getName());
    }

    private DefinitionDecider.Decision decide(String template, Compilation compilation, Set<String> used) {
        return new DefinitionDecider()
                .decide(
                        new DefinitionDecider.View(
                                Definition.Kind.COMPONENT,
                                definition,
                                json(template),
                                compilation,
                                stored,
                                used,
                                Instant.EPOCH),
                        "component-schema-own");
    }

    private ObjectNode json(String template) {
        JsonNode spec = JSON.valueToTree(Map.of("schematic", Map.of("cue", Map.of("template", template))));
        return StoredDefinition.json(Definition.Kind.COMPONENT, definition, spec);
    }

    private String latest() {
        return Objects.requireNonNull(definition.getStatus().latestRevision()).name();
    }

    private String ready() {
        return Conditions.find(definition.getStatus().conditions(), ConditionType.READY)
                .map(found -> found.getStatus() + " " + found.getReason() + " " + found.getMessage())
                .orElseThrow();
    }
}
