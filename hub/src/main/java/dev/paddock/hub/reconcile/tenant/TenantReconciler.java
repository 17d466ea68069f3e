// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.tenant;

import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.api.palette.TenantStatus;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.core.tenancy.LevelReport;
import dev.paddock.core.tenancy.TenantDecider;
import dev.paddock.core.tenancy.TenantDecision;
import dev.paddock.core.tenancy.TenantView;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.apply.StatusPatch;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import io.fabric8.kubernetes.api.model.Namespace;
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
import java.util.Optional;

/**
 * Keeps the namespace of a Tenant and reports its Projects and what they hold. Makes no Project and grants no GPU, and makes
 * no roles yet, so it reports none.
 */
@ControllerConfiguration(
        name = "tenant",
        finalizerName = Finalizers.TENANT,
        fieldManager = TenantReconciler.FIELD_MANAGER)
public final class TenantReconciler implements Reconciler<Tenant>, Cleaner<Tenant> {
    static final String FIELD_MANAGER = "paddock-tenant";

    /** The end of a Project or namespace is an event of its own; this only bounds the harm of a missed one. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final HubCache cache;
    private final Clock clock;
    private final Ledger ledger;
    private final Applier applier;
    private final TenantDecider decider = new TenantDecider();

    public TenantReconciler(KubernetesClient client, HubCache cache, Ledger ledger, Clock clock) {
        this.client = client;
        this.cache = cache;
        this.clock = clock;
        this.ledger = ledger;
        this.applier = new Applier(client, FIELD_MANAGER);
    }

    @Override
    public List<EventSource<?, Tenant>> prepareEventSources(EventSourceContext<Tenant> context) {
        CacheEvents<Tenant> events = new CacheEvents<>(Tenant.class, cache)
                .onSpec(
                        Project.class,
                        project -> List.of(
                                new ResourceID(project.getSpec().tenantRef().name())))
                .onSpec(Namespace.class, TenantReconciler::tenantOf);
        ledger.onChange(level -> {
            if (level.kind() == LevelKey.Kind.Tenant) {
                events.propagateEvent(new ResourceID(level.name()));
            }
        });
        return List.of(events);
    }

    @Override
    public UpdateControl<Tenant> reconcile(Tenant tenant, Context<Tenant> context) {
        TenantView view = view(tenant, cache.find(Namespace.class, "", namespaceOf(tenant)));
        TenantDecision.Keep decision = decider.settle(view);
        decision.namespace().ifPresent(wanted -> applier.apply(wanted, view.namespace()));
        return decision.status().equals(tenant.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(StatusPatch.of(tenant, new Tenant(), decision.status()));
    }

    @Override
    public DeleteControl cleanup(Tenant tenant, Context<Tenant> context) {
        // A cache may not have seen the namespace yet, and then it would outlive its Tenant.
        Optional<Namespace> namespace = Optional.ofNullable(
                client.namespaces().withName(namespaceOf(tenant)).get());
        return switch (decider.remove(view(tenant, namespace))) {
            case TenantDecision.Wait(TenantStatus status, boolean deleteNamespace) -> {
                if (!status.equals(tenant.getStatus())) {
                    applier.applyStatus(StatusPatch.of(tenant, new Tenant(), status));
                }
                if (deleteNamespace) {
                    client.namespaces().withName(status.namespace()).delete();
                }
                yield DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
            }
            case TenantDecision.LetGo gone -> DeleteControl.defaultDelete();
        };
    }

    private TenantView view(Tenant tenant, Optional<Namespace> namespace) {
        String name = tenant.getMetadata().getName();
        Level level = Tenancy.levelOf(tenant);
        List<String> projects = cache.list(Project.class).stream()
                .filter(project -> name.equals(project.getSpec().tenantRef().name()))
                .map(project -> project.getMetadata().getName())
                .toList();
        return new TenantView(
                tenant, namespace, projects, new LevelReport(level, ledger.heldAt(level.key())), clock.instant());
    }

    private static String namespaceOf(Tenant tenant) {
        return Namespaces.ofTenant(tenant.getMetadata().getName());
    }

    private static List<ResourceID> tenantOf(Namespace namespace) {
        String name = namespace.getMetadata().getName();
        return name.startsWith(Namespaces.TENANT_PREFIX)
                ? List.of(new ResourceID(name.substring(Namespaces.TENANT_PREFIX.length())))
                : List.of();
    }
}
