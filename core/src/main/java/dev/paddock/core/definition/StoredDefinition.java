// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionRevisionSpec;
import dev.paddock.api.oam.DefinitionStatus;
import dev.paddock.api.oam.PolicyDefinition;
import dev.paddock.api.oam.TraitDefinition;
import dev.paddock.api.oam.WorkflowStepDefinition;
import dev.paddock.core.artifact.Digest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How a revision of a definition is named, marked, made and read. */
public final class StoredDefinition {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private StoredDefinition() {}

    /** {@code <name>-v<number>}. Definitions of two kinds may make one name of it; {@link #isOf} tells them apart. */
    public static String name(String definition, long number) {
        return definition + "-v" + number;
    }

    /** On a revision: of which definition of the kind it is. KubeVela's. */
    public static String label(Definition.Kind kind) {
        return switch (kind) {
            case COMPONENT -> "componentdefinition.oam.dev/name";
            case TRAIT -> "traitdefinition.oam.dev/name";
            case POLICY -> "policydefinition.oam.dev/name";
            case WORKFLOW_STEP -> "workflowstepdefinition.oam.dev/name";
        };
    }

    /** The kind of object that defines types of the kind. */
    public static Class<? extends CustomResource<?, DefinitionStatus>> objectClass(Definition.Kind kind) {
        return switch (kind) {
            case COMPONENT -> ComponentDefinition.class;
            case TRAIT -> TraitDefinition.class;
            case POLICY -> PolicyDefinition.class;
            case WORKFLOW_STEP -> WorkflowStepDefinition.class;
        };
    }

    public static DefinitionRevisionSpec.Type type(Definition.Kind kind) {
        return switch (kind) {
            case COMPONENT -> DefinitionRevisionSpec.Type.COMPONENT;
            case TRAIT -> DefinitionRevisionSpec.Type.TRAIT;
            case POLICY -> DefinitionRevisionSpec.Type.POLICY;
            case WORKFLOW_STEP -> DefinitionRevisionSpec.Type.WORKFLOW_STEP;
        };
    }

    /** Empty for a revision of something else than a definition. */
    public static Optional<Definition.Kind> kindOf(DefinitionRevision revision) {
        for (Definition.Kind kind : Definition.Kind.values()) {
            if (revision.getSpec() != null && revision.getSpec().definitionType() == type(kind)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    public static String definitionOf(DefinitionRevision revision) {
        Map<String, String> labels = revision.getMetadata().getLabels();
        return labels == null
                ? ""
                : kindOf(revision)
                        .map(kind -> labels.getOrDefault(label(kind), ""))
                        .orElse("");
    }

    public static boolean isOf(DefinitionRevision revision, Definition.Kind kind, String name) {
        return kindOf(revision).filter(kind::equals).isPresent()
                && definitionOf(revision).equals(name);
    }

    /** What it says, if it can be read; a template was sound when it was stored. */
    public static Optional<Definition> definition(DefinitionRevision revision) {
        JsonNode snapshot = JSON.valueToTree(snapshot(revision.getSpec()));
        return kindOf(revision).isPresent()
                        && DefinitionReader.isDefinition(snapshot)
                        && DefinitionReader.read(snapshot) instanceof DefinitionReader.Outcome.Read read
                ? Optional.of(read.definition())
                : Optional.empty();
    }

    public static Instant made(DefinitionRevision revision) {
        return Instant.parse(revision.getMetadata().getCreationTimestamp());
    }

    /** Says which it is, without its content. */
    public static String identity(DefinitionRevision revision) {
        return "%s %s/%s %s"
                .formatted(
                        revision.getSpec().definitionType(),
                        revision.getMetadata().getNamespace(),
                        revision.getMetadata().getName(),
                        revision.getSpec().revisionHash());
    }

    /** The definition as JSON, as {@link DefinitionReader} takes it. */
    public static ObjectNode json(Definition.Kind kind, HasMetadata definition, Object spec) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "core.oam.dev/v1beta1").put("kind", kind.objectKind());
        object.putObject("metadata").put("name", definition.getMetadata().getName());
        object.set("spec", JSON.valueToTree(spec));
        return object;
    }

    /** A digest of the spec, in which the order of fields makes no difference. */
    public static String hash(JsonNode json) {
        try {
            Object sorted = JSON.convertValue(json.path("spec"), Object.class);
            return Digest.of(JSON.writeValueAsString(sorted).getBytes(StandardCharsets.UTF_8))
                    .value();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    /** @param json the definition as {@link #json} gives it */
    @SuppressWarnings("unchecked") // an object node always converts to a map
    static DefinitionRevision make(Definition.Kind kind, HasMetadata definition, ObjectNode json, long number) {
        String name = definition.getMetadata().getName();
        DefinitionRevision revision = new DefinitionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName(name(name, number))
                .withNamespace(definition.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .addToLabels(label(kind), name)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(definition.getApiVersion())
                        .withKind(definition.getKind())
                        .withName(name)
                        .withUid(definition.getMetadata().getUid())
                        .withController(true)
                        .build())
                .build());
        Map<String, Object> snapshot = JSON.convertValue(json, Map.class);
        revision.setSpec(new DefinitionRevisionSpec(
                number,
                "v" + number,
                hash(json),
                type(kind),
                null,
                kind == Definition.Kind.COMPONENT ? snapshot : Map.of(),
                kind == Definition.Kind.TRAIT ? snapshot : Map.of(),
                kind == Definition.Kind.POLICY ? snapshot : Map.of(),
                kind == Definition.Kind.WORKFLOW_STEP ? snapshot : Map.of()));
        return revision;
    }

    static boolean isOwnedBy(DefinitionRevision revision, HasMetadata definition) {
        return revision.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner ->
                        Objects.equals(owner.getUid(), definition.getMetadata().getUid()));
    }

    private static Map<String, Object> snapshot(DefinitionRevisionSpec spec) {
        return switch (spec.definitionType()) {
            case COMPONENT -> spec.componentDefinition();
            case TRAIT -> spec.traitDefinition();
            case POLICY -> spec.policyDefinition();
            case WORKFLOW_STEP -> spec.workflowStepDefinition();
            case WORKLOAD_PROFILE -> Map.of();
        };
    }
}
