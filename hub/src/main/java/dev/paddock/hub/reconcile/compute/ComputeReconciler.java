// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.compute;

import dev.paddock.api.palette.Compute;
import dev.paddock.core.inventory.InventoryDecider;
import dev.paddock.core.inventory.Listing;
import dev.paddock.hub.apply.StatusPatch;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.providers.AnnouncesChanges;
import dev.paddock.providers.ClusterProvider;
import dev.paddock.providers.ProviderException;
import dev.paddock.providers.Providers;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Shows the machines of the providers. A provider that announces changes is asked at once, every provider is asked again
 * after a while. It reserves nothing: a shortage delays a pool and rejects nobody.
 */
@ControllerConfiguration(name = "compute", fieldManager = ComputeReconciler.FIELD_MANAGER)
public final class ComputeReconciler implements Reconciler<Compute> {
    static final String FIELD_MANAGER = "paddock-compute";

    private static final Duration POLL = Duration.ofSeconds(30);

    private final HubCache cache;
    private final Clock clock;
    private final Providers providers;
    private final InventoryDecider decider = new InventoryDecider();

    public ComputeReconciler(HubCache cache, Providers providers, Clock clock) {
        this.cache = cache;
        this.clock = clock;
        this.providers = providers;
    }

    @Override
    public List<EventSource<?, Compute>> prepareEventSources(EventSourceContext<Compute> context) {
        CacheEvents<Compute> events = new CacheEvents<>(Compute.class, cache);
        for (ClusterProvider provider : providers.all()) {
            if (provider instanceof AnnouncesChanges announcing) {
                announcing.onChange(key -> cache.list(Compute.class).stream()
                        .map(ResourceID::fromResource)
                        .forEach(events::propagateEvent));
            }
        }
        return List.of(events);
    }

    @Override
    public UpdateControl<Compute> reconcile(Compute compute, Context<Compute> context) {
        List<Listing> listings =
                asked(compute).stream().map(ComputeReconciler::list).toList();
        return decider.decide(compute, listings, clock.instant())
                .map(status -> UpdateControl.patchStatus(StatusPatch.of(compute, new Compute(), status)))
                .orElseGet(UpdateControl::noUpdate)
                .rescheduleAfter(POLL);
    }

    private List<ClusterProvider> asked(Compute compute) {
        var wanted = compute.getSpec().providerRef();
        return providers.all().stream()
                .filter(provider -> wanted == null || wanted.name().equals(provider.name()))
                .toList();
    }

    /** A provider's failure is what the status is to say, not a failure of this controller. */
    private static Listing list(ClusterProvider provider) {
        try {
            return new Listing.Listed(provider.listMachines());
        } catch (ProviderException failure) {
            return new Listing.Failed(provider.name(), String.valueOf(failure.getMessage()));
        }
    }
}
