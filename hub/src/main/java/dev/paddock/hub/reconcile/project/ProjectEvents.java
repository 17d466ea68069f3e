// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.project;

import dev.paddock.api.common.Reference;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.function.Predicate;

/** Which Projects a change of another object concerns. */
final class ProjectEvents {
    private ProjectEvents() {}

    static CacheEvents<Project> of(HubCache cache, Ledger ledger) {
        CacheEvents<Project> events = new CacheEvents<>(Project.class, cache)
                .onSpec(MLPlatform.class, object -> owner(cache, object))
                .onSpec(WorkloadDeployment.class, object -> owner(cache, object))
                .onSpec(ComputePool.class, object -> owner(cache, object))
                .onSpec(Environment.class, object -> owner(cache, object))
                .onSpec(WorkloadProfile.class, object -> owner(cache, object))
                .onSpec(ClusterProfile.class, object -> owner(cache, object))
                .onSpec(Compute.class, object -> owner(cache, object))
                .onSpec(
                        Namespace.class,
                        namespace -> project(cache, namespace.getMetadata().getName()))
                .onSpec(
                        Tenant.class,
                        tenant -> matching(
                                cache,
                                project -> tenant.getMetadata()
                                        .getName()
                                        .equals(project.getSpec().tenantRef().name())))
                .onSpec(
                        ComputeProfile.class,
                        profile -> matching(cache, project -> contains(project, profile) || names(project, profile)));
        ledger.onChange(level -> {
            if (level.kind() == LevelKey.Kind.Project) {
                events.propagateEvent(new ResourceID(level.name(), level.name()));
            }
        });
        return events;
    }

    private static List<ResourceID> owner(HubCache cache, HasMetadata object) {
        return project(cache, object.getMetadata().getNamespace());
    }

    private static List<ResourceID> project(HubCache cache, String namespace) {
        return cache.find(Project.class, namespace, namespace).map(ResourceID::fromResource).stream()
                .toList();
    }

    private static List<ResourceID> matching(HubCache cache, Predicate<Project> predicate) {
        return cache.list(Project.class).stream()
                .filter(predicate)
                .map(ResourceID::fromResource)
                .toList();
    }

    private static boolean contains(Project project, ComputeProfile profile) {
        return project.getMetadata().getNamespace().equals(profile.getMetadata().getNamespace());
    }

    private static boolean names(Project project, ComputeProfile profile) {
        Reference reference = project.getSpec().computeProfileRef();
        return reference != null
                && reference.name().equals(profile.getMetadata().getName())
                && reference
                        .namespaceOr(project.getMetadata().getNamespace())
                        .equals(profile.getMetadata().getNamespace());
    }
}
