// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileStatus;
import dev.paddock.api.oam.DefinitionRevision;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A profile that is changed and stored step by step, as the reconciler does it. */
final class Given {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    final List<DefinitionRevision> stored = new ArrayList<>();
    WorkloadProfile profile;
    Set<String> used = Set.of();
    Optional<String> versioning = Optional.empty();

    Given(String name, String uid) {
        this.profile = YAML.unmarshal("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: %s, namespace: project-a, uid: %s, generation: 0}
                spec: {}
                """.formatted(name, uid), WorkloadProfile.class);
    }

    /** A profile whose image is of this tag, with more of the spec if given. */
    Given says(String tag, String... more) {
        WorkloadProfile next =
                YAML.unmarshal("""
                spec:
                  type: Application
                  workload:
                    components:
                    - {name: web, type: webservice, properties: {image: "example/web:%s"}}
                %s
                """.formatted(tag, String.join("\n", more).indent(2)), WorkloadProfile.class);
        profile.setSpec(next.getSpec());
        profile.getMetadata().setGeneration(profile.getMetadata().getGeneration() + 1);
        return this;
    }

    RevisionDecision decide() {
        return new RevisionDecider().decide(new ProfileView(profile, stored, used, versioning, NOW));
    }

    /** Carries a decision out. */
    RevisionDecision settle() {
        RevisionDecision decision = decide();
        create(decision);
        profile.setStatus(decision.status());
        return decision;
    }

    /** All but the status, as when the hub dies right then. */
    void create(RevisionDecision decision) {
        if (decision instanceof RevisionDecision.Store store) {
            stored.removeAll(store.leftovers());
            store.revision().getMetadata().setCreationTimestamp("2026-01-01T00:00:0" + stored.size() % 10 + "Z");
            stored.add(store.revision());
            stored.removeAll(store.surplus());
        } else if (decision instanceof RevisionDecision.Keep keep) {
            stored.removeAll(keep.surplus());
        }
    }

    List<String> versions() {
        return Revisions.of(profile.getMetadata().getName(), stored.stream()).stream()
                .map(revision -> revision.getSpec().version())
                .toList();
    }

    String latest() {
        WorkloadProfileStatus status = profile.getStatus();
        return status == null || status.latestRevision() == null
                ? ""
                : status.latestRevision().version();
    }

    static WorkloadDeployment deployment(String spec, String metadata, String status) {
        return YAML.unmarshal(
                """
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: web, namespace: project-a%s}
                spec: {environmentRef: {name: env}, %s}
                status: {%s}
                """.formatted(metadata.isEmpty() ? "" : ", " + metadata, spec, status), WorkloadDeployment.class);
    }
}
