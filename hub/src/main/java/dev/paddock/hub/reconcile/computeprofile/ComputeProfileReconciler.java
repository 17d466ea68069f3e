// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.computeprofile;

import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeProfileStatus;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.tenancy.LevelReport;
import dev.paddock.core.tenancy.ProfileDecider;
import dev.paddock.core.tenancy.ProfileDecision;
import dev.paddock.core.tenancy.ProfileUsers;
import dev.paddock.core.tenancy.ProfileView;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.apply.StatusPatch;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.quota.TenancyLookup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Reports what the deployments and pools that resolve to a ComputeProfile hold, and keeps it while one does. It grants nothing. */
@ControllerConfiguration(
        name = "computeprofile",
        finalizerName = Finalizers.IN_USE,
        fieldManager = ComputeProfileReconciler.FIELD_MANAGER)
public final class ComputeProfileReconciler implements Reconciler<ComputeProfile>, Cleaner<ComputeProfile> {
    static final String FIELD_MANAGER = "paddock-computeprofile";

    /** What goes tells so; this only bounds the harm of a missed event. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final HubCache cache;
    private final Clock clock;
    private final Ledger ledger;
    private final TenancyLookup tenancies;
    private final Applier applier;
    private final ProfileDecider decider = new ProfileDecider();

    public ComputeProfileReconciler(
            KubernetesClient client, HubCache cache, TenancyLookup tenancies, Ledger ledger, Clock clock) {
        this.cache = cache;
        this.clock = clock;
        this.ledger = ledger;
        this.tenancies = tenancies;
        this.applier = new Applier(client, FIELD_MANAGER);
    }

    @Override
    public List<EventSource<?, ComputeProfile>> prepareEventSources(EventSourceContext<ComputeProfile> context) {
        CacheEvents<ComputeProfile> events = new CacheEvents<>(ComputeProfile.class, cache)
                .onSpec(MLPlatform.class, this::reachableFrom)
                .onSpec(ComputePool.class, this::reachableFrom)
                .onSpec(WorkloadDeployment.class, this::reachableFrom)
                .onSpec(Project.class, this::reachableFrom);
        // Units that come to be used change no spec and arrive here, after the ledger knows of them.
        ledger.onChange(level -> {
            if (level.kind() == LevelKey.Kind.ComputeProfile) {
                events.propagateEvent(new ResourceID(level.name(), level.namespace()));
            }
        });
        return List.of(events);
    }

    @Override
    public UpdateControl<ComputeProfile> reconcile(ComputeProfile profile, Context<ComputeProfile> context) {
        ComputeProfileStatus status = decider.settle(gather(profile)).status();
        return status.equals(profile.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(profile, new ComputeProfile(), status));
    }

    @Override
    public DeleteControl cleanup(ComputeProfile profile, Context<ComputeProfile> context) {
        return switch (decider.remove(gather(profile))) {
            case ProfileDecision.Wait(ComputeProfileStatus status) -> {
                if (!status.equals(profile.getStatus())) {
                    applier.applyStatus(StatusPatch.of(profile, new ComputeProfile(), status));
                }
                yield DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
            }
            case ProfileDecision.LetGo gone -> DeleteControl.defaultDelete();
        };
    }

    private ProfileView gather(ComputeProfile profile) {
        Level level = Tenancy.levelOf(profile);
        return new ProfileView(
                profile,
                inReach(profile.getMetadata().getNamespace()).map(this::users).toList(),
                new LevelReport(level, ledger.heldAt(level.key())),
                clock.instant());
    }

    /** A Project's profile is used in its own namespace only; those of Tenants and of the system by many. */
    private Stream<String> inReach(String namespace) {
        boolean common = namespace.equals(Namespaces.SYSTEM) || namespace.startsWith(Namespaces.TENANT_PREFIX);
        return common
                ? cache.list(Project.class).stream()
                        .map(project -> project.getMetadata().getNamespace())
                        .filter(user -> tenancies.reachable(user).contains(namespace))
                : Stream.of(namespace);
    }

    private ProfileUsers users(String namespace) {
        return new ProfileUsers(
                tenancies.of(namespace),
                cache.list(MLPlatform.class, namespace),
                cache.list(ComputePool.class, namespace),
                cache.list(WorkloadDeployment.class, namespace));
    }

    private List<ResourceID> reachableFrom(HasMetadata user) {
        return tenancies.of(user.getMetadata().getNamespace()).profiles().stream()
                .map(ResourceID::fromResource)
                .toList();
    }
}
