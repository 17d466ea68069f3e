// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.ocm.AppliedManifestWork;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.ArrayList;
import java.util.List;

/** Which works an object belongs to: owner references to their records. */
final class OwnerReferences {

    private static final String KIND = "AppliedManifestWork";
    private static final ObjectMapper JSON = new ObjectMapper();

    private OwnerReferences() {}

    static OwnerReference to(AppliedManifestWork record) {
        return new OwnerReferenceBuilder()
                .withApiVersion("work.open-cluster-management.io/v1")
                .withKind(KIND)
                .withName(record.getMetadata().getName())
                .withUid(record.getMetadata().getUid())
                .build();
    }

    static List<OwnerReference> of(HasMetadata object) {
        List<OwnerReference> owners = object.getMetadata().getOwnerReferences();
        return owners == null ? List.of() : owners;
    }

    static boolean contains(HasMetadata object, OwnerReference owner) {
        return of(object).stream().anyMatch(existing -> existing.getUid().equals(owner.getUid()));
    }

    static List<OwnerReference> ofOtherWorks(HasMetadata object, OwnerReference mine) {
        return of(object).stream()
                .filter(existing -> KIND.equals(existing.getKind()))
                .filter(existing -> !existing.getUid().equals(mine.getUid()))
                .toList();
    }

    static List<OwnerReference> with(HasMetadata object, OwnerReference mine, boolean owned) {
        List<OwnerReference> owners = new ArrayList<>(of(object));
        owners.removeIf(existing -> existing.getUid().equals(mine.getUid()));
        if (owned) {
            owners.add(mine);
        }
        return owners;
    }

    /** A merge patch that replaces the owners of exactly the version read. */
    static String patch(HasMetadata object, List<OwnerReference> owners) {
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("resourceVersion", object.getMetadata().getResourceVersion());
        metadata.set("ownerReferences", JSON.valueToTree(owners));
        return patch.toString();
    }
}
