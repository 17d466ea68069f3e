// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.Tenant;
import dev.paddock.api.palette.TenantSpec.SettingsRef;
import dev.paddock.api.palette.TenantStatus;
import dev.paddock.api.palette.TenantStatus.Phase;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a Tenant's namespace should be, what its status says, and when a deleted one may go. Whether it may be
 * deleted at all is admission's to say; that its Projects are gone is checked here again, because one may have come in
 * between.
 */
public final class TenantDecider {
    private static final Set<ConditionType> CONDITIONS =
            Set.of(ConditionType.NAMESPACE_READY, ConditionType.SETTINGS_RESOLVED, ConditionType.WITHIN_LIMITS);

    public TenantDecision.Keep settle(TenantView view) {
        boolean terminating = view.namespace().filter(TenantDecider::isGoing).isPresent();
        Conditions conditions = Conditions.evaluate(CONDITIONS, view.tenant(), view.now());
        namespace(conditions, view, terminating);
        settings(conditions, view.tenant().getSpec().settingsRef());
        view.level().judge(conditions);
        List<Condition> all = conditions.list();
        Phase phase = Conditions.isTrue(all, ConditionType.READY) ? Phase.READY : Phase.NOT_READY;
        Optional<Namespace> wanted = terminating ? Optional.empty() : Optional.of(namespace(view.tenant()));
        return new TenantDecision.Keep(wanted, status(view, phase, all));
    }

    /** For one that is being deleted. */
    public TenantDecision.Removal remove(TenantView view) {
        if (!view.projects().isEmpty()) {
            int count = view.projects().size();
            return waitFor(
                    view,
                    false,
                    Reason.IN_USE,
                    "%d project%s still exist%s (%s)"
                            .formatted(
                                    count,
                                    count == 1 ? "" : "s",
                                    count == 1 ? "s" : "",
                                    String.join(", ", view.projects())));
        }
        boolean takesNamespace = Boolean.TRUE.equals(view.tenant().getSpec().cleanupNamespace());
        return takesNamespace && view.namespace().isPresent()
                ? waitFor(
                        view,
                        !isGoing(view.namespace().get()),
                        Reason.DELETING,
                        "waits for namespace " + namespaceOf(view.tenant()) + " to be gone")
                : new TenantDecision.LetGo();
    }

    private static TenantDecision.Removal waitFor(
            TenantView view, boolean deleteNamespace, Reason reason, String message) {
        Conditions conditions =
                Conditions.evaluate(CONDITIONS, view.tenant(), view.now()).keepAll();
        return new TenantDecision.Wait(
                status(view, Phase.DELETING, conditions.listDeleting(reason, message)), deleteNamespace);
    }

    private static void namespace(Conditions conditions, TenantView view, boolean terminating) {
        String name = namespaceOf(view.tenant());
        if (terminating) {
            conditions.setFalse(
                    ConditionType.NAMESPACE_READY,
                    Reason.NAMESPACE_TERMINATING,
                    "namespace %s is being deleted; it is made again once it is gone".formatted(name));
        } else {
            conditions.setTrue(ConditionType.NAMESPACE_READY, Reason.CREATED, name);
        }
    }

    private static void settings(Conditions conditions, @Nullable SettingsRef settings) {
        if (settings == null) {
            conditions.setTrue(ConditionType.SETTINGS_RESOLVED, Reason.NOT_CONFIGURED, "");
        } else {
            conditions.setFalse(
                    ConditionType.SETTINGS_RESOLVED,
                    Reason.SETTINGS_NOT_FOUND,
                    "Settings %s/%s do not exist".formatted(settings.namespace(), settings.name()));
        }
    }

    private static TenantStatus status(TenantView view, Phase phase, List<Condition> conditions) {
        return new TenantStatus(
                phase,
                namespaceOf(view.tenant()),
                view.projects().size(),
                view.level().gpu(),
                view.tenant().getMetadata().getGeneration(),
                conditions);
    }

    private static Namespace namespace(Tenant tenant) {
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

    private static boolean isGoing(Namespace namespace) {
        return namespace.getMetadata().getDeletionTimestamp() != null;
    }
}
