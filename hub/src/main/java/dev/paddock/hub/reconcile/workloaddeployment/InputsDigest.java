// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.revision.ProfileChoice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Identifies everything that a delivery is rendered and written from, and what was written, without their contents: an object's
 * generation stands for its spec. While it stays the same, rendering again could only give the same again. Reports of
 * clusters are not part of it.
 */
final class InputsDigest {
    private final List<String> parts = new ArrayList<>();

    private InputsDigest() {}

    static String of(DeploymentInputs inputs, List<TargetCluster> targets) {
        InputsDigest digest = rendering(inputs, targets);
        digest.parts.add(inputs.occupied().toString());
        inputs.works().values().forEach(work -> digest.object(Optional.of(work)));
        inputs.workloads().values().forEach(workload -> digest.object(Optional.of(workload)));
        return digest.value();
    }

    /** Without what was written: equal digests, equal artifacts. */
    static String ofRendering(DeploymentInputs inputs, List<TargetCluster> targets) {
        return rendering(inputs, targets).value();
    }

    private static InputsDigest rendering(DeploymentInputs inputs, List<TargetCluster> targets) {
        InputsDigest digest = new InputsDigest();
        digest.parts.add(inputs.installation().toString());
        digest.object(Optional.of(inputs.deployment()));
        digest.parts.add(sorted(inputs.annotations()));
        digest.object(inputs.project());
        digest.parts.add(
                switch (inputs.profile()) {
                    case ProfileChoice.Inline inline -> "-";
                    case ProfileChoice.Chosen chosen -> chosen.found().identity() + " " + chosen.chosenFor();
                    case ProfileChoice.Waiting waiting -> waiting.message();
                });
        digest.object(inputs.environment());
        targets.forEach(target -> digest.parts.add(target.name()
                + target.dedicated()
                + target.version()
                + target.gpus()
                + (target.installsReleases() ? TargetCluster.RELEASES : "")));
        for (String claim : inputs.definitions().definitions().claims()) {
            targets.forEach(target -> digest.parts.add(
                    target.name() + " " + claim + "=" + target.claims().get(claim)));
        }
        digest.parts.add(inputs.others().fingerprint());
        digest.parts.add(DeploymentVariables.of(inputs).fingerprint());
        String definitions = inputs.definitions().fingerprint();
        if (!definitions.isEmpty()) {
            digest.parts.add(definitions);
        }
        return digest;
    }

    private String value() {
        return Digest.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .value();
    }

    private void object(Optional<? extends HasMetadata> object) {
        parts.add(
                object.map(HasMetadata::getMetadata).map(InputsDigest::identity).orElse("-"));
    }

    private static String identity(ObjectMeta metadata) {
        return "%s/%s %s %s %s %s"
                .formatted(
                        metadata.getNamespace(),
                        metadata.getName(),
                        metadata.getUid(),
                        metadata.getGeneration(),
                        metadata.getDeletionTimestamp() != null,
                        sorted(metadata.getLabels()));
    }

    private static String sorted(Map<String, String> entries) {
        return entries == null ? "{}" : new TreeMap<>(entries).toString();
    }
}
