// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.ApplyOrder;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes what a Kustomization applied once and wants no longer. Never deletes an object whose owner labels name another
 * Kustomization, or one that asks to be spared.
 */
final class Pruner {

    private final KindWatches watches;

    Pruner(KindWatches watches) {
        this.watches = watches;
    }

    /** Returns what is still there and on its way out. */
    List<ObjectRef> delete(Inventory stale, NamespacedName owner, ObjectApi api) {
        return stale.refs().stream()
                .sorted(Comparator.comparingInt((ObjectRef ref) -> ApplyOrder.rank(ref.kind()))
                        .reversed()
                        .thenComparing(ObjectRef::toString))
                .filter(ref -> deleteOne(ref, stale.apiVersion(ref), owner, api))
                .toList();
    }

    private boolean deleteOne(ObjectRef ref, String apiVersion, NamespacedName owner, ObjectApi api) {
        Optional<Kind> kind = api.kinds().find(apiVersion, ref.kind());
        if (kind.isEmpty()) {
            // With the definition all objects of the kind are gone.
            watches.forget(ref);
            return false;
        }
        Optional<GenericKubernetesResource> live = api.get(kind.get(), ref.namespace(), ref.name());
        if (live.isEmpty()) {
            watches.forget(ref);
            return false;
        }
        ObjectMeta metadata = live.get().getMetadata();
        if (!ownedBy(metadata, owner) || spared(metadata)) {
            return false;
        }
        if (metadata.getDeletionTimestamp() == null) {
            api.delete(kind.get(), ref.namespace(), ref.name(), metadata.getUid());
        }
        return true;
    }

    private static boolean ownedBy(ObjectMeta metadata, NamespacedName owner) {
        Map<String, String> labels = metadata.getLabels();
        return labels != null
                && owner.name().equals(labels.get(FluxNames.OWNER_NAME))
                && owner.namespace().equals(labels.get(FluxNames.OWNER_NAMESPACE));
    }

    private static boolean spared(ObjectMeta metadata) {
        Map<String, String> annotations = metadata.getAnnotations();
        return annotations != null
                && ("disabled".equals(annotations.get(FluxNames.PRUNE))
                        || "disabled".equals(annotations.get(FluxNames.RECONCILE)));
    }
}
