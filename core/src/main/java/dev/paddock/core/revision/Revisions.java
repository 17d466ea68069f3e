// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionRevisionSpec;
import dev.paddock.api.oam.DefinitionRevisionSpec.ProfileSnapshot;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.pool.BoundedName;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a revision of a WorkloadProfile is named, marked, made and read. */
public final class Revisions {
    public static final Comparator<DefinitionRevision> OLDEST_FIRST = Comparator.comparing(
                    (DefinitionRevision revision) ->
                            versionOf(revision).orElse(new ProfileVersion(-1, 0, 0, VersioningType.BASIC)))
            .thenComparing(revision -> revision.getMetadata().getName());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 253;

    private Revisions() {}

    /** {@code wp-<profile>-<version>}, dots as hyphens. Two profiles may make one name of it; {@link #isOf} tells them apart. */
    public static String name(String profile, String version) {
        String name = "wp-" + dotless(profile) + "-" + dotless(version);
        return name.length() <= LONGEST_NAME ? name : "wp-" + BoundedName.of(dotless(profile)) + "-" + dotless(version);
    }

    /** The value of {@link Labels#WORKLOAD_PROFILE}; two profiles may share it as they may a name. */
    public static String label(String profile) {
        return BoundedName.of(dotless(profile));
    }

    public static boolean isOf(DefinitionRevision revision, String profile) {
        return snapshot(revision)
                .filter(snapshot -> snapshot.name().equals(profile))
                .isPresent();
    }

    public static Optional<ProfileSnapshot> snapshot(DefinitionRevision revision) {
        return Optional.ofNullable(revision.getSpec()).map(DefinitionRevisionSpec::workloadProfile);
    }

    public static Optional<ProfileVersion> versionOf(DefinitionRevision revision) {
        return ProfileVersion.parse(revision.getSpec().version());
    }

    /** Those of one profile, the oldest first. */
    public static List<DefinitionRevision> of(String profile, Stream<DefinitionRevision> among) {
        return among.filter(revision -> isOf(revision, profile))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /** A digest of what makes a difference to whoever deploys the profile: notes and the way of counting do not. */
    public static String hash(@Nullable WorkloadProfileSpec spec) {
        ObjectNode tree = spec == null ? JSON.createObjectNode() : JSON.valueToTree(spec);
        tree.remove(List.of("revisionNotes", "revisionBump"));
        return Digest.of(sorted(tree).toString().getBytes(StandardCharsets.UTF_8))
                .value();
    }

    /** The profile as it is now under {@code version}. */
    static DefinitionRevision make(WorkloadProfile profile, ProfileVersion version, long number) {
        String name = profile.getMetadata().getName();
        DefinitionRevision revision = new DefinitionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName(name(name, version.toString()))
                .withNamespace(profile.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .addToLabels(Labels.WORKLOAD_PROFILE, label(name))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(profile.getApiVersion())
                        .withKind(profile.getKind())
                        .withName(name)
                        .withUid(profile.getMetadata().getUid())
                        .withController(true)
                        .build())
                .build());
        Map<String, String> labels = profile.getMetadata().getLabels();
        revision.setSpec(new DefinitionRevisionSpec(
                number,
                version.toString(),
                hash(profile.getSpec()),
                DefinitionRevisionSpec.Type.WORKLOAD_PROFILE,
                new ProfileSnapshot(name, labels == null ? Map.of() : new TreeMap<>(labels), specOf(profile)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of()));
        return revision;
    }

    /** Whether it was made for this very profile and not for a namesake that is gone. */
    static boolean isOwnedBy(DefinitionRevision revision, WorkloadProfile profile) {
        return revision.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner ->
                        Objects.equals(owner.getUid(), profile.getMetadata().getUid()));
    }

    private static WorkloadProfileSpec specOf(WorkloadProfile profile) {
        return profile.getSpec() == null
                ? new WorkloadProfileSpec(null, null, List.of(), null, null)
                : profile.getSpec();
    }

    private static String dotless(String text) {
        return text.replace('.', '-');
    }

    /** Fields of free-form values come in no particular order; the digest must not depend on it. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            fields(object).forEach((name, value) -> copy.set(name, sorted(value)));
            return copy;
        }
        if (node.isArray()) {
            var copy = JSON.createArrayNode();
            node.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }

    private static Map<String, JsonNode> fields(ObjectNode object) {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
