// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.volumes;

import dev.paddock.api.meta.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The objects that the provisioner makes; pure. */
final class VolumeObjects {

    private static final String HOST = "kubernetes.io/hostname";

    private VolumeObjects() {}

    static StorageClass storageClass() {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(VolumeNames.STORAGE_CLASS)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                .addToAnnotations(
                        "kubernetes.io/description",
                        "Directories of this machine. A claim's size is noted, not enforced: all volumes share the disk.")
                .endMetadata()
                .withProvisioner(VolumeNames.PROVISIONER)
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode(VolumeNames.WAIT)
                .withAllowVolumeExpansion(false)
                .build();
    }

    /**
     * A local volume and not a host path: the kubelet then gives it to the group that a pod asks for.
     *
     * @param host the node's label of that name
     */
    static PersistentVolume volume(
            PersistentVolumeClaim claim, StorageClass storageClass, String host, Path directory) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(VolumeNames.volume(claim.getMetadata().getUid()))
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .addToAnnotations(VolumeNames.PROVISIONED_BY, VolumeNames.PROVISIONER)
                .endMetadata()
                .withNewSpec()
                .withCapacity(Map.of(
                        "storage", claim.getSpec().getResources().getRequests().get("storage")))
                .withAccessModes(claim.getSpec().getAccessModes())
                .withVolumeMode("Filesystem")
                .withStorageClassName(storageClass.getMetadata().getName())
                .withPersistentVolumeReclaimPolicy(
                        Objects.requireNonNullElse(storageClass.getReclaimPolicy(), "Delete"))
                .withMountOptions(storageClass.getMountOptions())
                .withNewClaimRef()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(claim.getMetadata().getName())
                .withUid(claim.getMetadata().getUid())
                .endClaimRef()
                .withNewLocal()
                .withPath(directory.toString())
                .endLocal()
                .withNewNodeAffinity()
                .withNewRequired()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey(HOST)
                .withOperator("In")
                .withValues(host)
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequired()
                .endNodeAffinity()
                .endSpec()
                .build();
    }

    static String hostLabel() {
        return HOST;
    }

    /** Whether its directory and it itself may go: it is ours, its claim is gone, and nobody asked to keep it. */
    static boolean disposable(PersistentVolume volume) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(volume.getMetadata().getAnnotations(), Map.of());
        return VolumeNames.PROVISIONER.equals(annotations.get(VolumeNames.PROVISIONED_BY))
                && VolumeNames.VOLUME.matcher(volume.getMetadata().getName()).matches()
                && volume.getStatus() != null
                && "Released".equals(volume.getStatus().getPhase())
                && "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy());
    }
}
