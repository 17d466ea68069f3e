// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.core.fault.FieldError;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionChooserTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<DefinitionRevision> stored = new ArrayList<>();
    private final DefinitionChooser chooser = new DefinitionChooser(
            new DefinitionChooser.Stored() {
                @Override
                public List<DefinitionRevision> revisions(Definition.Kind kind, String namespace, String name) {
                    return stored.stream()
                            .filter(revision -> StoredDefinition.isOf(revision, kind, name))
                            .filter(revision ->
                                    namespace.equals(revision.getMetadata().getNamespace()))
                            .toList();
                }

                @Override
                public List<String> names(Definition.Kind kind, String namespace) {
                    return stored.stream()
                            .filter(revision ->
                                    namespace.equals(revision.getMetadata().getNamespace()))
                            .map(StoredDefinition::definitionOf)
                            .toList();
                }
            },
            Definitions.of(List.of(new Definition(
                    Definition.Kind.COMPONENT,
                    "webservice",
                    new Definition.Schematic.Cue("built-in"),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))));

    @Test
    void theOwnNamespaceGoesBeforeTheSystemAndThatBeforeWhatComesWithPaddock() {
        assertThat(template("webservice", Optional.empty())).isEqualTo("built-in");
        store("vela-system", "webservice", 1, NOON);
        assertThat(template("webservice", Optional.empty())).isEqualTo("vela-system webservice 1");
        store("mural-system", "webservice", 1, NOON);
        assertThat(template("webservice", Optional.empty())).isEqualTo("mural-system webservice 1");
        store("team", "webservice", 1, NOON);
        assertThat(template("webservice", Optional.empty())).isEqualTo("team webservice 1");
    }

    @Test
    void aTypeMeansTheNewestThereWasWhenTheWorkloadWasStored() {
        store("team", "own", 1, NOON);
        store("team", "own", 2, NOON.plusSeconds(3600));

        assertThat(template("own", Optional.of(NOON.plusSeconds(60)))).isEqualTo("team own 1");
        assertThat(template("own", Optional.of(NOON.plusSeconds(3600)))).isEqualTo("team own 2");
        assertThat(template("own", Optional.empty())).isEqualTo("team own 2");
        // Applied together, and the hub came to the workload first.
        assertThat(template("own", Optional.of(NOON.plusSeconds(3595)))).isEqualTo("team own 2");
        // Stored before there was any: it has waited for the first.
        assertThat(template("own", Optional.of(NOON.minusSeconds(3600)))).isEqualTo("team own 1");
    }

    @Test
    void aLaterDefinitionOfANameThatPaddockBringsChangesNoOldWorkload() {
        store("team", "webservice", 1, NOON);

        assertThat(template("webservice", Optional.of(NOON.minusSeconds(60)))).isEqualTo("built-in");
        assertThat(template("webservice", Optional.of(NOON.plusSeconds(60)))).isEqualTo("team webservice 1");
    }

    @Test
    void aRevisionThatIsNamedIsMeantWheneverTheWorkloadWasStored() {
        store("mural-system", "own", 1, NOON);
        store("mural-system", "own", 2, NOON);

        ChosenDefinitions both = choose(Optional.of(NOON), "own@v1", "own");

        assertThat(both.missing()).isEmpty();
        assertThat(both.definitions()
                        .find(Definition.Kind.COMPONENT, "own@v1")
                        .orElseThrow()
                        .schematic()
                        .text())
                .isEqualTo("mural-system own 1");
        assertThat(both.definitions()
                        .find(Definition.Kind.COMPONENT, "own")
                        .orElseThrow()
                        .schematic()
                        .text())
                .isEqualTo("mural-system own 2");
        assertThat(both.stored()).hasSize(2);
    }

    @Test
    void whatNothingDefinesIsMissingWithASuggestion() {
        store("team", "greeter", 1, NOON);

        assertThat(choose(Optional.empty(), "greter", "greeter@v2", "webservice@v1")
                        .missing())
                .extracting(FieldError::toString)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(
                                        "spec.workload.components[0].type: Not found: \"greter\" (did you mean \"greeter\"?)"),
                        second -> assertThat(second)
                                .startsWith("spec.workload.components[1].type: Not found: \"greeter@v2\""),
                        third -> assertThat(third)
                                .startsWith("spec.workload.components[2].type: Not found: \"webservice@v1\""));
    }

    @Test
    void equalChoicesHaveEqualFingerprintsAndOnlyBuiltInOnesHaveNone() {
        assertThat(choose(Optional.empty(), "webservice").fingerprint()).isEmpty();
        store("team", "own", 1, NOON);
        String first = choose(Optional.empty(), "own").fingerprint();
        assertThat(choose(Optional.empty(), "own").fingerprint())
                .isEqualTo(first)
                .isNotEmpty();
        store("team", "own", 2, NOON);
        assertThat(choose(Optional.empty(), "own").fingerprint()).isNotEqualTo(first);
    }

    private String template(String type, Optional<Instant> asOf) {
        return choose(asOf, type)
                .definitions()
                .find(Definition.Kind.COMPONENT, type)
                .orElseThrow()
                .schematic()
                .text();
    }

    private ChosenDefinitions choose(Optional<Instant> asOf, String... types) {
        List<Map<String, String>> components = new ArrayList<>();
        for (String type : types) {
            components.add(Map.of("name", "c" + components.size(), "type", type));
        }
        return chooser.choose(
                JSON.convertValue(Map.of("components", components), WorkloadTemplate.class), "team", asOf);
    }

    private void store(String namespace, String name, long number, Instant made) {
        ComponentDefinition definition = new ComponentDefinition();
        definition.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withUid("u")
                .build());
        JsonNode spec = JSON.valueToTree(
                Map.of("schematic", Map.of("cue", Map.of("template", namespace + " " + name + " " + number))));
        DefinitionRevision revision = StoredDefinition.make(
                Definition.Kind.COMPONENT,
                definition,
                StoredDefinition.json(Definition.Kind.COMPONENT, definition, spec),
                number);
        revision.getMetadata().setCreationTimestamp(made.toString());
        stored.add(revision);
    }
}
