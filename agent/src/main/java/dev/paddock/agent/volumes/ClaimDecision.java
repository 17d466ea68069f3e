// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.volumes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a claim needs of the provisioner. Pure. */
sealed interface ClaimDecision {

    /** Nothing, or nothing yet: it is bound, another's, or no pod wants it so far. */
    record Leave() implements ClaimDecision {}

    /** It can never be satisfied here. */
    record Refuse(String message) implements ClaimDecision {}

    /** A volume for a pod that the scheduler has put on this node. */
    record Provision(String node, StorageClass storageClass) implements ClaimDecision {}

    static ClaimDecision of(PersistentVolumeClaim claim, Function<String, Optional<StorageClass>> classes) {
        PersistentVolumeClaimSpec spec = claim.getSpec();
        boolean pending = claim.getStatus() == null
                || Objects.requireNonNullElse(claim.getStatus().getPhase(), "Pending")
                        .equals("Pending");
        if (claim.isMarkedForDeletion() || !pending || present(spec.getVolumeName())) {
            return new Leave();
        }
        Optional<StorageClass> storageClass = Optional.ofNullable(spec.getStorageClassName())
                .flatMap(classes)
                .filter(known -> VolumeNames.PROVISIONER.equals(known.getProvisioner()));
        if (storageClass.isEmpty()) {
            return new Leave();
        }
        Optional<String> obstacle = obstacle(spec, storageClass.get());
        if (obstacle.isPresent()) {
            return new Refuse(obstacle.get());
        }
        String node = annotations(claim).getOrDefault(VolumeNames.SELECTED_NODE, "");
        return node.isEmpty() ? new Leave() : new Provision(node, storageClass.get());
    }

    private static Optional<String> obstacle(PersistentVolumeClaimSpec spec, StorageClass storageClass) {
        if (!VolumeNames.WAIT.equals(storageClass.getVolumeBindingMode())) {
            return Optional.of("StorageClass %s: volumeBindingMode must be %s"
                    .formatted(storageClass.getMetadata().getName(), VolumeNames.WAIT));
        }
        if ("Block".equals(spec.getVolumeMode())) {
            return Optional.of("spec.volumeMode: Block is not to be had here; volumes are directories");
        }
        if (spec.getSelector() != null) {
            return Optional.of("spec.selector: a volume that is made for a claim has no labels to select by");
        }
        if (spec.getDataSource() != null || spec.getDataSourceRef() != null) {
            return Optional.of("spec.dataSource: volumes are made empty here");
        }
        return Optional.empty();
    }

    private static Map<String, String> annotations(PersistentVolumeClaim claim) {
        return Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.of());
    }

    private static boolean present(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
