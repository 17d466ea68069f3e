// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.computepool;

import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Step;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.core.pool.GatheredPool;
import dev.paddock.core.pool.PoolClusters;
import dev.paddock.core.pool.PoolDecider;
import dev.paddock.core.pool.PoolDecision;
import dev.paddock.core.quota.Ledger;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.apply.MeaningfulChange;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.cache.HubKinds;
import dev.paddock.hub.failpoint.Failpoint;
import dev.paddock.hub.quota.LedgerFeed;
import dev.paddock.hub.quota.TenancyLookup;
import dev.paddock.providers.AgentInstaller;
import dev.paddock.providers.AnnouncesChanges;
import dev.paddock.providers.Providers;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes a ComputePool as far as core decides: clusters from the provider, agents, ManagedClusters, one Environment. It
 * never waits for a provider; the provider says when to look again.
 */
@ControllerConfiguration(
        name = "computepool",
        finalizerName = Finalizers.COMPUTE_POOL,
        fieldManager = ComputePoolReconciler.FIELD_MANAGER,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = MeaningfulChange.class))
public final class ComputePoolReconciler implements Reconciler<ComputePool>, Cleaner<ComputePool> {
    static final String FIELD_MANAGER = "paddock-computepool";

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final HubCache cache;
    private final Ledger ledger;
    private final Clock clock;
    private final Failpoint failpoint;
    private final Applier applier;
    private final PoolGatherer gatherer;
    private final PoolActions actions;
    private final Providers providers;
    private final AgentInstaller agents;
    private final PoolDecider decider = new PoolDecider();
    private final Map<String, ResourceID> poolOfCluster = new ConcurrentHashMap<>();

    public ComputePoolReconciler(
            KubernetesClient client,
            HubCache cache,
            TenancyLookup tenancies,
            Ledger ledger,
            LedgerFeed feed,
            Providers providers,
            AgentInstaller agents,
            Clock clock,
            Failpoint failpoint) {
        this.cache = cache;
        this.ledger = ledger;
        this.clock = clock;
        this.failpoint = failpoint;
        this.providers = providers;
        this.agents = agents;
        this.applier = new Applier(client, FIELD_MANAGER);
        this.gatherer = new PoolGatherer(client, cache, tenancies, providers, agents);
        this.actions = new PoolActions(client, applier, cache, providers, agents, ledger, feed);
    }

    @Override
    public List<EventSource<?, ComputePool>> prepareEventSources(EventSourceContext<ComputePool> context) {
        CacheEvents<ComputePool> events = new CacheEvents<>(ComputePool.class, cache)
                .on(ManagedCluster.class, ComputePoolReconciler::poolOf)
                .on(Environment.class, environment -> List.of(ResourceID.fromResource(environment)))
                .on(WorkloadDeployment.class, deployment -> List.of(environmentOf(deployment)))
                .onSpec(
                        ClusterProfile.class,
                        profile -> cache.by(ComputePool.class, HubKinds.BY_PROFILE, HubKinds.key(profile)).stream()
                                .map(ResourceID::fromResource)
                                .toList());
        cache.onChange(ComputePool.class, (before, now) -> {
            if (before != null
                    && !java.util.Objects.equals(
                            before.getMetadata().getAnnotations(),
                            now.getMetadata().getAnnotations())) {
                events.propagateEvent(ResourceID.fromResource(now));
            }
        });
        providers.all().stream()
                .filter(AnnouncesChanges.class::isInstance)
                .forEach(provider -> ((AnnouncesChanges) provider).onChange(key -> wake(events, key)));
        agents.onChange(key -> wake(events, key));
        return List.of(events);
    }

    @Override
    public UpdateControl<ComputePool> reconcile(ComputePool pool, Context<ComputePool> context) {
        PoolDecision.Settle settle = decide(pool);
        ComputePoolStatus before = pool.getStatus();
        boolean changed = !settle.status().equals(before);
        if (changed) {
            failpoint.recording(
                    before == null ? List.of() : before.timeline(),
                    settle.status().timeline());
        }
        if (!settle.status().gpu().equals(before == null ? Map.of() : before.gpu())) {
            // What was granted is written down before anything is done with it.
            return UpdateControl.patchStatus(withStatus(pool, settle.status())).rescheduleAfter(AT_ONCE);
        }
        settle.actions().forEach(action -> actions.perform(pool, action));
        UpdateControl<ComputePool> control =
                changed ? UpdateControl.patchStatus(withStatus(pool, settle.status())) : UpdateControl.noUpdate();
        settle.checkAgain().ifPresent(control::rescheduleAfter);
        return control;
    }

    @Override
    public DeleteControl cleanup(ComputePool pool, Context<ComputePool> context) {
        PoolDecision.Settle settle = decide(pool);
        ComputePoolStatus before = pool.getStatus();
        boolean finished = settle.actions().contains(new PoolDecision.Action.RemoveFinalizer());
        if (!finished && !settle.status().equals(before)) {
            failpoint.recording(
                    before == null ? List.of() : before.timeline(),
                    settle.status().timeline());
            applier.applyStatus(withStatus(pool, settle.status()));
        }
        settle.actions().forEach(action -> actions.perform(pool, action));
        if (finished) {
            failpoint.beforeDone(Step.FINALIZE);
            poolOfCluster.values().remove(ResourceID.fromResource(pool));
            return DeleteControl.defaultDelete();
        }
        DeleteControl wait = DeleteControl.noFinalizerRemoval();
        return settle.checkAgain()
                .map(delay -> wait.rescheduleAfter(delay.isZero() ? AT_ONCE : delay))
                .orElse(wait);
    }

    private PoolDecision.Settle decide(ComputePool pool) {
        PoolClusters.of(pool).forEach(member -> poolOfCluster.put(member.key(), ResourceID.fromResource(pool)));
        GatheredPool given = gatherer.gather(pool, clock.instant());
        PoolDecision decision = decider.decide(given);
        if (decision instanceof PoolDecision.Reserve(var request)) {
            decision = decider.decide(given.withQuota(ledger.request(request)));
        }
        return switch (decision) {
            case PoolDecision.Settle settle -> {
                actions.observeUsed(pool, settle.used());
                yield settle;
            }
            case PoolDecision.Reserve again ->
                throw new IllegalStateException("the ledger answered and is asked again");
        };
    }

    private void wake(CacheEvents<ComputePool> events, String key) {
        ResourceID pool = poolOfCluster.get(key);
        if (pool != null) {
            events.propagateEvent(pool);
        }
    }

    private static List<ResourceID> poolOf(ManagedCluster cluster) {
        Map<String, String> labels = cluster.getMetadata().getLabels();
        String pool = labels == null ? null : labels.get(Labels.POOL);
        String project = labels == null ? null : labels.get(Labels.PROJECT_NAME);
        return pool == null || project == null ? List.of() : List.of(new ResourceID(pool, project));
    }

    private static ResourceID environmentOf(WorkloadDeployment deployment) {
        var environment = deployment.getSpec().environmentRef();
        return new ResourceID(
                environment.name(),
                environment.namespaceOr(deployment.getMetadata().getNamespace()));
    }

    private static ComputePool withStatus(ComputePool pool, ComputePoolStatus status) {
        ComputePool patch = new ComputePool();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .withUid(pool.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
