// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.mlplatform;

import dev.paddock.api.meta.Annotations;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.cache.HubKinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which MLPlatforms a change of another object concerns. */
final class PlatformEvents {
    private PlatformEvents() {}

    static CacheEvents<MLPlatform> of(HubCache cache) {
        CacheEvents<MLPlatform> events = new CacheEvents<>(MLPlatform.class, cache)
                .on(ComputePool.class, PlatformEvents::namesake)
                .on(WorkloadDeployment.class, PlatformEvents::namesake)
                .on(Environment.class, environment -> usersOf(cache, environment))
                .on(
                        ManagedCluster.class,
                        cluster -> ids(cache.by(
                                MLPlatform.class,
                                HubKinds.BY_CLUSTER,
                                cluster.getMetadata().getName())))
                .onSpec(WorkloadProfile.class, profile -> byProfile(cache, profile))
                .onSpec(ClusterProfile.class, profile -> byProfile(cache, profile))
                .onSpec(
                        ComputeProfile.class,
                        profile -> ids(cache.list(
                                MLPlatform.class, profile.getMetadata().getNamespace())))
                .onSpec(
                        Project.class,
                        project -> ids(cache.list(
                                MLPlatform.class, project.getMetadata().getNamespace())));
        // The controller itself wakes for a new generation only; these annotations mean something, too.
        cache.onChange(MLPlatform.class, (before, now) -> {
            if (before != null
                    && Stream.of(Annotations.RETRY, Annotations.FORCE_DELETE, Annotations.AUTO_UPDATE)
                            .anyMatch(annotation -> changed(before, now, annotation))) {
                events.propagateEvent(ResourceID.fromResource(now));
            }
        });
        return events;
    }

    private static Collection<ResourceID> namesake(HasMetadata child) {
        return List.of(new ResourceID(
                child.getMetadata().getName(), child.getMetadata().getNamespace()));
    }

    /** Those that use it, and those that have not found one yet. */
    private static Collection<ResourceID> usersOf(HubCache cache, Environment environment) {
        Stream<MLPlatform> users =
                cache.by(MLPlatform.class, HubKinds.BY_ENVIRONMENT, HubKinds.key(environment)).stream();
        return users.map(ResourceID::fromResource).toList();
    }

    private static Collection<ResourceID> byProfile(HubCache cache, HasMetadata profile) {
        return ids(cache.by(MLPlatform.class, HubKinds.BY_PROFILE, HubKinds.key(profile)));
    }

    private static Collection<ResourceID> ids(List<MLPlatform> platforms) {
        return platforms.stream().map(ResourceID::fromResource).toList();
    }

    private static boolean changed(MLPlatform before, MLPlatform now, String annotation) {
        return !Objects.equals(value(before, annotation), value(now, annotation));
    }

    private static @Nullable String value(MLPlatform platform, String annotation) {
        Map<String, String> annotations = platform.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(annotation);
    }
}
