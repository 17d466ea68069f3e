// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.mlplatform;

import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.core.platform.Decision;
import dev.paddock.core.platform.Gathered;
import dev.paddock.core.platform.PlatformDecider;
import dev.paddock.core.quota.Ledger;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.apply.MeaningfulChange;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.failpoint.Failpoint;
import dev.paddock.hub.quota.TenancyLookup;
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
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Keeps an MLPlatform's children as core decides, and its status true. It makes no cluster and renders nothing: the pool
 * and the deployment do.
 */
@ControllerConfiguration(
        name = "mlplatform",
        finalizerName = Finalizers.ML_PLATFORM,
        fieldManager = MLPlatformReconciler.FIELD_MANAGER,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = MeaningfulChange.class))
public final class MLPlatformReconciler implements Reconciler<MLPlatform>, Cleaner<MLPlatform> {
    static final String FIELD_MANAGER = "paddock-mlplatform";

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final HubCache cache;
    private final Ledger ledger;
    private final Clock clock;
    private final Failpoint failpoint;
    private final PlatformGatherer gatherer;
    private final PlatformActions actions;
    private final Applier applier;
    private final PlatformDecider decider = new PlatformDecider();

    public MLPlatformReconciler(
            KubernetesClient client,
            HubCache cache,
            TenancyLookup tenancies,
            Ledger ledger,
            Clock clock,
            Failpoint failpoint) {
        this.cache = cache;
        this.ledger = ledger;
        this.clock = clock;
        this.failpoint = failpoint;
        this.gatherer = new PlatformGatherer(cache, tenancies);
        this.applier = new Applier(client, FIELD_MANAGER);
        this.actions = new PlatformActions(client, applier, cache, tenancies, ledger);
    }

    @Override
    public List<EventSource<?, MLPlatform>> prepareEventSources(EventSourceContext<MLPlatform> context) {
        return List.of(PlatformEvents.of(cache));
    }

    @Override
    public UpdateControl<MLPlatform> reconcile(MLPlatform platform, Context<MLPlatform> context) {
        return switch (decide(platform)) {
            case Decision.Rest rest -> UpdateControl.noUpdate();
            case Decision.Settle settle -> settle(platform, settle);
            case Decision.Reserve reserve -> throw new IllegalStateException("the ledger answered and is asked again");
            case Decision.Remove remove -> throw new IllegalStateException("an object that stays is taken apart");
        };
    }

    @Override
    public DeleteControl cleanup(MLPlatform platform, Context<MLPlatform> context) {
        if (!(decide(platform) instanceof Decision.Remove remove)) {
            throw new IllegalStateException("an object that goes is kept going");
        }
        report(platform, remove.status());
        boolean finished = remove.actions().contains(new Decision.Removal.RemoveFinalizer());
        remove.actions().forEach(action -> actions.remove(platform, action));
        if (finished) {
            failpoint.beforeDone(Step.FINALIZE);
            return DeleteControl.defaultDelete();
        }
        DeleteControl wait = DeleteControl.noFinalizerRemoval();
        return remove.checkAgain()
                .map(delay -> wait.rescheduleAfter(delay.isZero() ? AT_ONCE : delay))
                .orElse(wait);
    }

    private Decision decide(MLPlatform platform) {
        Gathered given = gatherer.gather(platform, clock.instant());
        Decision decision = decider.decide(given);
        return decision instanceof Decision.Reserve(var request)
                ? decider.decide(given.withQuota(ledger.request(request)))
                : decision;
    }

    private UpdateControl<MLPlatform> settle(MLPlatform platform, Decision.Settle settle) {
        MLPlatformStatus before = platform.getStatus();
        boolean changed = !settle.status().equals(before);
        if (changed) {
            failpoint.recording(
                    before == null ? List.of() : before.timeline(),
                    settle.status().timeline());
        }
        if (!settle.status().gpu().equals(before == null ? Map.of() : before.gpu())) {
            // What was granted is written down before anything is done with it.
            return UpdateControl.patchStatus(withStatus(platform, settle.status()))
                    .rescheduleAfter(AT_ONCE);
        }
        actions.apply(settle);
        UpdateControl<MLPlatform> control =
                changed ? UpdateControl.patchStatus(withStatus(platform, settle.status())) : UpdateControl.noUpdate();
        settle.checkAgain().ifPresent(control::rescheduleAfter);
        return control;
    }

    private void report(MLPlatform platform, MLPlatformStatus status) {
        MLPlatformStatus before = platform.getStatus();
        if (!status.equals(before)) {
            failpoint.recording(before == null ? List.of() : before.timeline(), status.timeline());
            applier.applyStatus(withStatus(platform, status));
        }
    }

    private static MLPlatform withStatus(MLPlatform platform, MLPlatformStatus status) {
        MLPlatform patch = new MLPlatform();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(platform.getMetadata().getName())
                .withNamespace(platform.getMetadata().getNamespace())
                .withUid(platform.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
