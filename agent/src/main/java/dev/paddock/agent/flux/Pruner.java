// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.apply.SharedObjects;
import dev.paddock.agent.kube.ApplyOrder;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.core.policy.Removal;
import dev.paddock.core.policy.Treatment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what a Kustomization applied once and wants no longer, as the object's policies say. Never deletes an object whose owner
 * labels name another Kustomization, or one that asks to be spared.
 */
final class Pruner {

    private final KindWatches watches;
    private final SharedObjects shared;

    Pruner(KindWatches watches, SharedObjects shared) {
        this.watches = watches;
        this.shared = shared;
    }

    /** Why objects are no longer wanted. */
    enum Cause {
        UPDATE,
        DELETION
    }

    /**
     * What came of it.
     *
     * @param left what is still there and on its way out
     * @param kept what stays until the Kustomization itself goes
     */
    record Result(List<ObjectRef> left, Inventory kept) {}

    private enum Fate {
        GONE,
        LEAVING,
        KEPT
    }

    Result delete(Inventory stale, NamespacedName owner, ObjectApi api, Cause cause) {
        List<ObjectRef> ordered = stale.refs().stream()
                .sorted(Comparator.comparingInt((ObjectRef ref) -> ApplyOrder.rank(ref.kind()))
                        .reversed()
                        .thenComparing(ObjectRef::toString))
                .toList();
        Set<ObjectRef> kept = new HashSet<>();
        Set<ObjectRef> left = new HashSet<>();
        for (ObjectRef ref : ordered) {
            switch (deleteOne(ref, stale.apiVersion(ref), owner, api, cause)) {
                case GONE -> {}
                case LEAVING -> left.add(ref);
                case KEPT -> kept.add(ref);
            }
        }
        return new Result(ordered.stream().filter(left::contains).toList(), stale.only(kept));
    }

    private Fate deleteOne(ObjectRef ref, String apiVersion, NamespacedName owner, ObjectApi api, Cause cause) {
        Optional<Kind> kind = api.kinds().find(apiVersion, ref.kind());
        if (kind.isEmpty()) {
            // With the definition all objects of the kind are gone.
            watches.forget(ref);
            return Fate.GONE;
        }
        Optional<GenericKubernetesResource> live = api.get(kind.get(), ref.namespace(), ref.name());
        if (live.isEmpty()) {
            watches.forget(ref);
            return Fate.GONE;
        }
        ObjectMeta metadata = live.get().getMetadata();
        ObjectNode tree = ObjectApi.tree(live.get());
        Treatment said = treatment(tree);
        boolean ours = ownedBy(metadata, owner);
        if (ours && said.removal() == Removal.ON_DELETE && cause == Cause.UPDATE) {
            return Fate.KEPT;
        }
        if (said.shared() && shared.handOn(ref, kind.get(), owner, tree, api)) {
            return Fate.GONE;
        }
        if (!ours || spared(metadata, said)) {
            return Fate.GONE;
        }
        if (metadata.getDeletionTimestamp() == null) {
            return delete(kind.get(), metadata, said, api) ? Fate.LEAVING : Fate.GONE;
        }
        return Fate.LEAVING;
    }

    private static boolean delete(Kind kind, ObjectMeta read, Treatment said, ObjectApi api) {
        if (!said.shared() && !said.orphansDependents()) {
            String namespace = read.getNamespace() == null ? "" : read.getNamespace();
            api.delete(kind, namespace, read.getName(), read.getUid());
            return true;
        }
        if (!api.delete(kind, read, said.orphansDependents())) {
            throw new IllegalStateException(kind.name() + "/" + read.getName()
                    + " was written to while it was to be deleted; it is looked at again");
        }
        return true;
    }

    /** One whose annotations somebody spoilt is spared: nobody can say any more what was meant. */
    private static Treatment treatment(ObjectNode live) {
        try {
            return Treatment.of(live);
        } catch (IllegalArgumentException spoilt) {
            return Treatment.NONE.withRemoval(Removal.NEVER);
        }
    }

    private static boolean ownedBy(ObjectMeta metadata, NamespacedName owner) {
        Map<String, String> labels = metadata.getLabels();
        return labels != null
                && owner.name().equals(labels.get(FluxNames.OWNER_NAME))
                && owner.namespace().equals(labels.get(FluxNames.OWNER_NAMESPACE));
    }

    /** What a policy says goes before Flux's word beside it, which is the nearest that Flux itself can do. */
    private static boolean spared(ObjectMeta metadata, Treatment said) {
        Map<String, String> annotations = metadata.getAnnotations();
        boolean byPolicy = said.shared() || said.removal() == Removal.ON_DELETE;
        return said.removal() == Removal.NEVER
                || said.readOnly()
                || (!byPolicy && annotations != null && "disabled".equals(annotations.get(FluxNames.PRUNE)));
    }
}
