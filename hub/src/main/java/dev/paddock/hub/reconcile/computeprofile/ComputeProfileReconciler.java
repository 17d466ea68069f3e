// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.computeprofile;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeProfileStatus;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.core.quota.GpuLimits;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.core.quota.LevelUsage;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.quota.TenancyLookup;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
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
import java.util.Set;
import java.util.stream.Stream;

/** Shows what the deployments that resolve to a ComputeProfile hold, and keeps it while one does. It grants nothing. */
@ControllerConfiguration(
        name = "computeprofile",
        finalizerName = Finalizers.IN_USE,
        fieldManager = ComputeProfileReconciler.FIELD_MANAGER)
public final class ComputeProfileReconciler implements Reconciler<ComputeProfile>, Cleaner<ComputeProfile> {
    static final String FIELD_MANAGER = "paddock-computeprofile";

    private static final Set<ConditionType> CONDITIONS =
            Set.of(ConditionType.SETTINGS_RESOLVED, ConditionType.CONFIG_RESOLVED, ConditionType.WITHIN_LIMITS);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final HubCache cache;
    private final TenancyLookup tenancies;
    private final Ledger ledger;
    private final Clock clock;
    private final Applier applier;

    public ComputeProfileReconciler(
            KubernetesClient client, HubCache cache, TenancyLookup tenancies, Ledger ledger, Clock clock) {
        this.cache = cache;
        this.tenancies = tenancies;
        this.ledger = ledger;
        this.clock = clock;
        this.applier = new Applier(client, FIELD_MANAGER);
    }

    @Override
    public List<EventSource<?, ComputeProfile>> prepareEventSources(EventSourceContext<ComputeProfile> context) {
        CacheEvents<ComputeProfile> events = new CacheEvents<>(ComputeProfile.class, cache)
                .onSpec(
                        MLPlatform.class,
                        platform -> chosen(platform)
                                .map(profile -> List.of(ResourceID.fromResource(profile)))
                                .orElse(List.of()));
        ledger.onChange(level -> {
            if (level.kind() == LevelKey.Kind.ComputeProfile) {
                events.propagateEvent(new ResourceID(level.name(), level.namespace()));
            }
        });
        return List.of(events);
    }

    @Override
    public UpdateControl<ComputeProfile> reconcile(ComputeProfile profile, Context<ComputeProfile> context) {
        Conditions conditions = conditions(profile);
        conditions.setTrue(ConditionType.SETTINGS_RESOLVED, Reason.NOT_CONFIGURED, "");
        conditions.setTrue(ConditionType.CONFIG_RESOLVED, Reason.NOT_CONFIGURED, "");
        GpuLimits limits = new GpuLimits(profile.getSpec().gpuLimits());
        List<String> over = LevelUsage.of(held(profile)).beyond(limits);
        if (over.isEmpty()) {
            conditions.setTrue(ConditionType.WITHIN_LIMITS, Reason.WITHIN_LIMITS, "");
        } else {
            conditions.setFalse(ConditionType.WITHIN_LIMITS, Reason.OVER_LIMIT, String.join("; ", over));
        }
        ComputeProfileStatus status = status(profile, conditions.list());
        return status.equals(profile.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(profile, status));
    }

    @Override
    public DeleteControl cleanup(ComputeProfile profile, Context<ComputeProfile> context) {
        List<String> users = users(profile).toList();
        if (users.isEmpty()) {
            return DeleteControl.defaultDelete();
        }
        Conditions conditions = conditions(profile);
        CONDITIONS.forEach(conditions::keep);
        String more = users.size() > 1 ? " (and %d more)".formatted(users.size() - 1) : "";
        ComputeProfileStatus status =
                status(profile, conditions.listDeleting(Reason.IN_USE, "in use by " + users.getFirst() + more));
        if (!status.equals(profile.getStatus())) {
            applier.applyStatus(withStatus(profile, status));
        }
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
    }

    private ComputeProfileStatus status(
            ComputeProfile profile, List<io.fabric8.kubernetes.api.model.Condition> conditions) {
        return new ComputeProfileStatus(
                GpuReport.of(held(profile), new GpuLimits(profile.getSpec().gpuLimits())),
                Math.toIntExact(users(profile).count()),
                profile.getMetadata().getGeneration(),
                conditions);
    }

    private Conditions conditions(ComputeProfile profile) {
        return Conditions.evaluate(
                CONDITIONS,
                profile.getStatus() == null ? List.of() : profile.getStatus().conditions(),
                profile.getMetadata().getGeneration(),
                clock.instant());
    }

    private List<LedgerEntry> held(ComputeProfile profile) {
        return ledger.heldAt(LevelKey.computeProfile(
                profile.getMetadata().getNamespace(), profile.getMetadata().getName()));
    }

    /** Those that hold something here and those that resolve to it. */
    private Stream<String> users(ComputeProfile profile) {
        Stream<String> holders =
                held(profile).stream().map(entry -> entry.owner().toString());
        Stream<String> platforms = inReach(profile)
                .filter(platform ->
                        chosen(platform).filter(found -> same(found, profile)).isPresent())
                .map(platform -> "MLPlatform " + platform.getMetadata().getNamespace() + "/"
                        + platform.getMetadata().getName());
        return Stream.concat(holders, platforms).distinct().sorted();
    }

    /** A Project's profile is used in its own namespace only; those of Tenants and of the system by many. */
    private Stream<MLPlatform> inReach(ComputeProfile profile) {
        String namespace = profile.getMetadata().getNamespace();
        boolean common = namespace.equals(Namespaces.SYSTEM) || namespace.startsWith(Namespaces.TENANT_PREFIX);
        return (common ? cache.list(MLPlatform.class) : cache.list(MLPlatform.class, namespace)).stream();
    }

    private java.util.Optional<ComputeProfile> chosen(MLPlatform platform) {
        return tenancies
                                .of(platform.getMetadata().getNamespace())
                                .choose(platform.getSpec().computeProfileRef())
                        instanceof Tenancy.Choice.Chosen(ComputeProfile profile)
                ? java.util.Optional.of(profile)
                : java.util.Optional.empty();
    }

    private static boolean same(ComputeProfile left, ComputeProfile right) {
        return ResourceID.fromResource(left).equals(ResourceID.fromResource(right));
    }

    private static ComputeProfile withStatus(ComputeProfile profile, ComputeProfileStatus status) {
        ComputeProfile patch = new ComputeProfile();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(profile.getMetadata().getName())
                .withNamespace(profile.getMetadata().getNamespace())
                .withUid(profile.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
