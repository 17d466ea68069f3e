// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloadprofile;

import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileStatus;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.revision.ProfileView;
import dev.paddock.core.revision.RevisionDecider;
import dev.paddock.core.revision.RevisionDecision;
import dev.paddock.core.revision.Revisions;
import dev.paddock.core.revision.VersioningType;
import dev.paddock.hub.apply.StatusPatch;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.cache.HubKinds;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stores each new spec of a WorkloadProfile as a DefinitionRevision and lets go of old ones that nobody uses. What is stored is asked of
 * the API server, because a cache may lack the revision that this process, or one that was killed, has just made; a name that is taken all
 * the same fails the creation, and the next look finds it. It moves no deployment to another revision.
 */
@ControllerConfiguration(name = "workloadprofile", fieldManager = WorkloadProfileReconciler.FIELD_MANAGER)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class WorkloadProfileReconciler implements Reconciler<WorkloadProfile> {
    static final String FIELD_MANAGER = "paddock-workloadprofile";

    private static final String SETTINGS = "paddock-config";

    private final KubernetesClient client;
    private final HubCache cache;
    private final Clock clock;
    private final RevisionDecider decider = new RevisionDecider();

    public WorkloadProfileReconciler(KubernetesClient client, HubCache cache, Clock clock) {
        this.client = client;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, WorkloadProfile>> prepareEventSources(EventSourceContext<WorkloadProfile> context) {
        return List.of(new CacheEvents<>(WorkloadProfile.class, cache)
                .on(DefinitionRevision.class, WorkloadProfileReconciler::profileOf));
    }

    @Override
    public UpdateControl<WorkloadProfile> reconcile(WorkloadProfile profile, Context<WorkloadProfile> context) {
        RevisionDecision decision = decider.decide(gather(profile));
        switch (decision) {
            case RevisionDecision.Store store -> {
                store.leftovers().forEach(this::delete);
                client.resource(store.revision()).create();
                store.surplus().forEach(this::delete);
            }
            case RevisionDecision.Keep keep -> keep.surplus().forEach(this::delete);
            case RevisionDecision.Refuse refuse -> {
                // Only said.
            }
        }
        WorkloadProfileStatus status = decision.status();
        return status.equals(profile.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(profile, new WorkloadProfile(), status));
    }

    private ProfileView gather(WorkloadProfile profile) {
        String namespace = profile.getMetadata().getNamespace();
        String name = profile.getMetadata().getName();
        List<DefinitionRevision> stored = client.resources(DefinitionRevision.class)
                .inNamespace(namespace)
                .withLabel(Labels.WORKLOAD_PROFILE, Revisions.label(name))
                .list()
                .getItems();
        return new ProfileView(profile, stored, used(profile), versioningType(), clock.instant());
    }

    /** What deployments run and ask for, and what platforms ask for whose deployment is still to be made. */
    private Set<String> used(WorkloadProfile profile) {
        String key = HubKinds.key(profile);
        Set<String> used = new HashSet<>();
        for (WorkloadDeployment deployment : cache.by(WorkloadDeployment.class, HubKinds.BY_PROFILE, key)) {
            Stream.of(
                            Optional.ofNullable(deployment.getSpec().workloadProfileRef())
                                    .map(ProfileReference::revision),
                            Optional.ofNullable(deployment.getStatus())
                                    .map(WorkloadDeploymentStatus::workloadProfileRevision))
                    .flatMap(Optional::stream)
                    .forEach(used::add);
        }
        cache.by(MLPlatform.class, HubKinds.BY_PROFILE, key).stream()
                .map(platform -> platform.getSpec().workloadProfileRef())
                .filter(Objects::nonNull)
                .map(ProfileReference::revision)
                .filter(Objects::nonNull)
                .forEach(used::add);
        return used;
    }

    private Optional<String> versioningType() {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(Namespaces.SYSTEM)
                        .withName(SETTINGS)
                        .get())
                .map(ConfigMap::getData)
                .map(settings -> settings.get(VersioningType.SETTING));
    }

    private void delete(DefinitionRevision revision) {
        client.resource(revision).delete();
    }

    private static List<ResourceID> profileOf(DefinitionRevision revision) {
        return Revisions.snapshot(revision)
                .map(snapshot ->
                        new ResourceID(snapshot.name(), revision.getMetadata().getNamespace()))
                .stream()
                .toList();
    }
}
