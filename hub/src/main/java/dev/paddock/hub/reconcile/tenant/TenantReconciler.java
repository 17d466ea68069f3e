// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.tenant;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Finalizers;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.api.palette.TenantStatus;
import dev.paddock.core.quota.GpuLimits;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.core.quota.LevelUsage;
import dev.paddock.core.status.Conditions;
import dev.paddock.hub.apply.Applier;
import dev.paddock.hub.cache.CacheEvents;
import dev.paddock.hub.cache.HubCache;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the namespace {@code tenant-<name>} and shows what the Tenant's Projects hold. It makes no roles yet, so it reports
 * none.
 */
@ControllerConfiguration(
        name = "tenant",
        finalizerName = Finalizers.TENANT,
        fieldManager = TenantReconciler.FIELD_MANAGER)
public final class TenantReconciler implements Reconciler<Tenant>, Cleaner<Tenant> {
    static final String FIELD_MANAGER = "paddock-tenant";

    private static final Set<ConditionType> CONDITIONS =
            Set.of(ConditionType.NAMESPACE_READY, ConditionType.SETTINGS_RESOLVED, ConditionType.WITHIN_LIMITS);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final HubCache cache;
    private final Ledger ledger;
    private final Clock clock;
    private final Applier applier;

    public TenantReconciler(KubernetesClient client, HubCache cache, Ledger ledger, Clock clock) {
        this.client = client;
        this.cache = cache;
        this.ledger = ledger;
        this.clock = clock;
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
        Optional<Namespace> namespace = cache.find(Namespace.class, "", namespaceOf(tenant));
        applier.apply(wantedNamespace(tenant), namespace);
        TenantStatus status = status(tenant, namespace);
        return status.equals(tenant.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(tenant, status));
    }

    @Override
    public DeleteControl cleanup(Tenant tenant, Context<Tenant> context) {
        List<String> projects = projects(tenant);
        if (!projects.isEmpty()) {
            applier.applyStatus(withStatus(
                    tenant,
                    deleting(
                            tenant,
                            "%d projects still exist (%s)".formatted(projects.size(), String.join(", ", projects)))));
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
        }
        if (Boolean.TRUE.equals(tenant.getSpec().cleanupNamespace())) {
            client.namespaces().withName(namespaceOf(tenant)).delete();
        }
        return DeleteControl.defaultDelete();
    }

    private TenantStatus status(Tenant tenant, Optional<Namespace> namespace) {
        Conditions conditions = conditions(tenant);
        boolean terminating = namespace
                .filter(found -> found.getMetadata().getDeletionTimestamp() != null)
                .isPresent();
        if (terminating) {
            conditions.setFalse(
                    ConditionType.NAMESPACE_READY,
                    Reason.NAMESPACE_TERMINATING,
                    "namespace " + namespaceOf(tenant) + " is being deleted");
        } else {
            conditions.setTrue(ConditionType.NAMESPACE_READY, Reason.CREATED, "");
        }
        conditions.setTrue(ConditionType.SETTINGS_RESOLVED, Reason.NOT_CONFIGURED, "");
        GpuLimits limits = new GpuLimits(tenant.getSpec().gpuLimits());
        List<LedgerEntry> held = held(tenant);
        List<String> over = LevelUsage.of(held).beyond(limits);
        if (over.isEmpty()) {
            conditions.setTrue(ConditionType.WITHIN_LIMITS, Reason.WITHIN_LIMITS, "");
        } else {
            conditions.setFalse(ConditionType.WITHIN_LIMITS, Reason.OVER_LIMIT, String.join("; ", over));
        }
        var list = conditions.list();
        return new TenantStatus(
                Conditions.isTrue(list, ConditionType.READY) ? TenantStatus.Phase.READY : TenantStatus.Phase.NOT_READY,
                namespaceOf(tenant),
                projects(tenant).size(),
                GpuReport.of(held, limits),
                tenant.getMetadata().getGeneration(),
                list);
    }

    private TenantStatus deleting(Tenant tenant, String message) {
        Conditions conditions = conditions(tenant);
        CONDITIONS.forEach(conditions::keep);
        return new TenantStatus(
                TenantStatus.Phase.DELETING,
                namespaceOf(tenant),
                projects(tenant).size(),
                GpuReport.of(held(tenant), new GpuLimits(tenant.getSpec().gpuLimits())),
                tenant.getMetadata().getGeneration(),
                conditions.listDeleting(Reason.IN_USE, message));
    }

    private Conditions conditions(Tenant tenant) {
        return Conditions.evaluate(
                CONDITIONS,
                tenant.getStatus() == null ? List.of() : tenant.getStatus().conditions(),
                tenant.getMetadata().getGeneration(),
                clock.instant());
    }

    private List<LedgerEntry> held(Tenant tenant) {
        return ledger.heldAt(LevelKey.tenant(tenant.getMetadata().getName()));
    }

    private List<String> projects(Tenant tenant) {
        return cache.list(Project.class).stream()
                .filter(project -> project.getSpec()
                        .tenantRef()
                        .name()
                        .equals(tenant.getMetadata().getName()))
                .map(project -> project.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static List<ResourceID> tenantOf(Namespace namespace) {
        String name = namespace.getMetadata().getName();
        return name.startsWith(Namespaces.TENANT_PREFIX)
                ? List.of(new ResourceID(name.substring(Namespaces.TENANT_PREFIX.length())))
                : List.of();
    }

    private static Namespace wantedNamespace(Tenant tenant) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespaceOf(tenant))
                .withLabels(Map.of(Labels.TENANT, tenant.getMetadata().getName()))
                .endMetadata()
                .build();
    }

    private static String namespaceOf(Tenant tenant) {
        return Namespaces.ofTenant(tenant.getMetadata().getName());
    }

    private static Tenant withStatus(Tenant tenant, TenantStatus status) {
        Tenant patch = new Tenant();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(tenant.getMetadata().getName())
                .withUid(tenant.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
