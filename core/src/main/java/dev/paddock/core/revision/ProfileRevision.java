// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionRevisionSpec.ProfileSnapshot;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a deployment renders from: a profile as one revision holds it. Only the Pod Security level is also taken from the profile of today,
 * because it is a permission and no content: pods that are refused are helped by it at once.
 *
 * @param hash of what the revision says
 */
public record ProfileRevision(
        String namespace,
        String name,
        String version,
        String hash,
        Instant created,
        Map<String, String> labels,
        WorkloadProfileSpec spec) {
    public ProfileRevision {
        labels = new TreeMap<>(labels); // in one order, so that equal revisions read equal
    }

    static ProfileRevision of(DefinitionRevision revision, Optional<WorkloadProfile> today) {
        ProfileSnapshot snapshot = Revisions.snapshot(revision).orElseThrow();
        Map<String, String> labels = new TreeMap<>(snapshot.labels());
        today.map(profile -> profile.getMetadata().getLabels())
                .map(now -> now.get(Labels.POD_SECURITY))
                .ifPresent(level -> labels.put(Labels.POD_SECURITY, level));
        return new ProfileRevision(
                revision.getMetadata().getNamespace(),
                snapshot.name(),
                revision.getSpec().version(),
                revision.getSpec().revisionHash(),
                Instant.parse(revision.getMetadata().getCreationTimestamp()),
                labels,
                snapshot.spec());
    }

    public WorkloadTemplate template() {
        return Objects.requireNonNullElseGet(
                spec.workload(), () -> new WorkloadTemplate(null, List.of(), List.of(), List.of()));
    }

    /** Says which it is, without its content. */
    public String identity() {
        return namespace + "/" + name + "@" + version + " " + hash + " " + created + " " + labels;
    }

    /** As a profile, for whoever judges profiles. */
    public WorkloadProfile asProfile() {
        WorkloadProfile profile = new WorkloadProfile();
        profile.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .withCreationTimestamp(created.toString())
                .build());
        profile.setSpec(spec);
        return profile;
    }
}
