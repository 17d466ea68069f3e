// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.common.ArtifactRef;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.render.RenderedClass;
import dev.paddock.fleet.flux.FluxSettings;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactTags;
import java.util.List;
import java.util.Map;

/**
 * What shall be, completely: nothing that acts on it decides anything any more.
 *
 * @param revision of the profile, as users see it
 * @param demand GPUs by shared cluster
 */
record DeliveryPlan(
        String targetNamespace,
        String revision,
        List<PlannedClass> classes,
        Map<String, GpuDemand> demand,
        FluxSettings settings,
        List<String> warnings) {

    DeliveryPlan {
        classes = List.copyOf(classes);
        demand = Map.copyOf(demand);
        warnings = List.copyOf(warnings);
    }

    /**
     * One class with its artifact.
     *
     * @param push where the hub sends it
     * @param pull where spokes get it
     * @param folders in the order in which they are applied
     */
    record PlannedClass(
            RenderedClass rendered,
            List<TargetCluster> clusters,
            PackedArtifact artifact,
            String digest,
            ArtifactRepository push,
            ArtifactRepository pull,
            ArtifactTags tags,
            List<String> folders) {

        PlannedClass {
            clusters = List.copyOf(clusters);
            folders = List.copyOf(folders);
        }

        /** @param signer the fingerprint of the key that signed it */
        ArtifactRef reference(String signer) {
            return new ArtifactRef(
                    rendered.id(),
                    push.url(),
                    tags.revision(),
                    digest,
                    signer,
                    clusters.stream().map(TargetCluster::name).toList());
        }
    }

    /** The objects of the first class; which address users see is the same everywhere. */
    List<ObjectNode> objects() {
        return classes.isEmpty()
                ? List.of()
                : classes.getFirst().rendered().rendering().nodes();
    }
}
