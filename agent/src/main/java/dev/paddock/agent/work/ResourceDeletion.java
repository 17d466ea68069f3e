// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import dev.paddock.agent.kube.ApplyOrder;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.ocm.AppliedManifestWorkStatus.AppliedResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Deletes what a work owned, what depends on others before what it depends on: a Kustomization must have pruned with its
 * service account's rights before account, roles and namespace go. An object that another work owns too is only let go; one
 * of the same name but not the one that was applied is left alone.
 */
final class ResourceDeletion {

    /** Kinds between the known first and last ones, custom resources above all, go first. */
    private static final int STAGE_CUSTOM = 0;

    private static final int STAGE_NAMESPACED = 1;
    private static final int STAGE_FOUNDATION = 2;

    private final ObjectApi api;
    private final KindWatches watches;

    ResourceDeletion(ObjectApi api, KindWatches watches) {
        this.api = api;
        this.watches = watches;
    }

    /** Goes on with the deletion; returns what is still there. */
    List<AppliedResource> proceed(Collection<AppliedResource> resources, OwnerReference owner) {
        TreeMap<Integer, List<AppliedResource>> stages = new TreeMap<>();
        resources.forEach(resource -> stages.computeIfAbsent(stage(resource), stage -> new ArrayList<>())
                .add(resource));
        List<AppliedResource> left = new ArrayList<>();
        for (List<AppliedResource> stage : stages.values()) {
            if (!left.isEmpty()) {
                left.addAll(stage);
                continue;
            }
            stage.stream().filter(resource -> stillThere(resource, owner)).forEach(left::add);
        }
        return left;
    }

    private int stage(AppliedResource resource) {
        Optional<Kind> kind = kind(resource);
        if (kind.isEmpty() || !kind.get().namespaced()) {
            boolean definition =
                    kind.map(Kind::name).filter(ApplyOrder::isDefinition).isPresent();
            return definition ? STAGE_FOUNDATION + 1 : STAGE_FOUNDATION;
        }
        int rank = ApplyOrder.rank(kind.get().name());
        return rank >= ApplyOrder.rank("Kustomization") ? STAGE_CUSTOM : STAGE_NAMESPACED;
    }

    private boolean stillThere(AppliedResource resource, OwnerReference owner) {
        Optional<Kind> kind = kind(resource);
        if (kind.isEmpty()) {
            return false;
        }
        String namespace = Objects.requireNonNullElse(resource.namespace(), "");
        Optional<GenericKubernetesResource> found = api.get(kind.get(), namespace, resource.name());
        if (found.isEmpty()) {
            watches.forget(new ObjectRef(kind.get().group(), kind.get().name(), namespace, resource.name()));
            return false;
        }
        GenericKubernetesResource live = found.get();
        if (!OwnerReferences.contains(live, owner)) {
            return false;
        }
        if (!OwnerReferences.ofOtherWorks(live, owner).isEmpty()) {
            api.mergePatch(
                    kind.get(),
                    namespace,
                    resource.name(),
                    OwnerReferences.patch(live, OwnerReferences.with(live, owner, false)));
            return false;
        }
        String recorded = resource.uid();
        if (recorded != null && !recorded.equals(live.getMetadata().getUid())) {
            return false;
        }
        return live.isMarkedForDeletion()
                || api.delete(
                        kind.get(),
                        namespace,
                        resource.name(),
                        live.getMetadata().getUid());
    }

    private Optional<Kind> kind(AppliedResource resource) {
        return api.kinds().findByPlural(resource.group(), resource.version(), resource.resource());
    }
}
