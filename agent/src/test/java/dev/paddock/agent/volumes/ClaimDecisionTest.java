// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimDecisionTest {

    private static final String UID = "0d6a5f1e-1111-4222-8333-444455556666";
    private static final StorageClass LOCAL = VolumeObjects.storageClass();

    @Test
    void aClaimWaitsForAPodAndIsThenServedWhereThatPodWillRun() {
        assertThat(decide(claim())).isInstanceOf(ClaimDecision.Leave.class);
        assertThat(decide(selected(claim()))).isEqualTo(new ClaimDecision.Provision("node-0", LOCAL));
    }

    @Test
    void whatIsBoundOrAnothersIsLeftAlone() {
        assertThat(decide(new PersistentVolumeClaimBuilder(selected(claim()))
                        .editSpec()
                        .withVolumeName("pvc-x")
                        .endSpec()
                        .build()))
                .isInstanceOf(ClaimDecision.Leave.class);
        assertThat(decide(new PersistentVolumeClaimBuilder(selected(claim()))
                        .editSpec()
                        .withStorageClassName("nfs")
                        .endSpec()
                        .build()))
                .isInstanceOf(ClaimDecision.Leave.class);
    }

    @Test
    void whatCannotBeHadIsRefusedWithTheField() {
        assertThat(decide(new PersistentVolumeClaimBuilder(claim())
                        .editSpec()
                        .withVolumeMode("Block")
                        .endSpec()
                        .build()))
                .isEqualTo(new ClaimDecision.Refuse(
                        "spec.volumeMode: Block is not to be had here; volumes are directories"));
        StorageClass immediate = new StorageClassBuilder(LOCAL)
                .withVolumeBindingMode("Immediate")
                .build();
        assertThat(ClaimDecision.of(claim(), name -> Optional.of(immediate)))
                .isEqualTo(
                        new ClaimDecision.Refuse("StorageClass local: volumeBindingMode must be WaitForFirstConsumer"));
    }

    @Test
    void onlyAReleasedVolumeOfOursIsDisposedOf() {
        PersistentVolume volume = VolumeObjects.volume(claim(), LOCAL, "node-0", Path.of("/state/volumes/x"));
        assertThat(VolumeObjects.disposable(volume)).isFalse();
        assertThat(VolumeObjects.disposable(in(volume, "Bound"))).isFalse();
        assertThat(VolumeObjects.disposable(in(volume, "Released"))).isTrue();
        assertThat(VolumeObjects.disposable(in(
                        new PersistentVolumeBuilder(volume)
                                .editSpec()
                                .withPersistentVolumeReclaimPolicy("Retain")
                                .endSpec()
                                .build(),
                        "Released")))
                .isFalse();
        assertThat(VolumeObjects.disposable(in(
                        new PersistentVolumeBuilder(volume)
                                .editMetadata()
                                .withName("pvc-../../etc")
                                .endMetadata()
                                .build(),
                        "Released")))
                .isFalse();
        assertThat(VolumeObjects.disposable(in(
                        new PersistentVolumeBuilder(volume)
                                .editMetadata()
                                .withAnnotations(Map.of())
                                .endMetadata()
                                .build(),
                        "Released")))
                .isFalse();
    }

    private static PersistentVolume in(PersistentVolume volume, String phase) {
        return new PersistentVolumeBuilder(volume)
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    private static ClaimDecision decide(PersistentVolumeClaim claim) {
        return ClaimDecision.of(claim, name -> name.equals("local") ? Optional.of(LOCAL) : Optional.empty());
    }

    private static PersistentVolumeClaim selected(PersistentVolumeClaim claim) {
        return new PersistentVolumeClaimBuilder(claim)
                .editMetadata()
                .addToAnnotations(VolumeNames.SELECTED_NODE, "node-0")
                .endMetadata()
                .build();
    }

    private static PersistentVolumeClaim claim() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName("data")
                .withUid(UID)
                .endMetadata()
                .withNewSpec()
                .withStorageClassName("local")
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .build();
    }
}
