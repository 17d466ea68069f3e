// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectSpec;
import dev.paddock.api.palette.ProjectStatus;
import dev.paddock.api.palette.ProjectStatus.Phase;
import dev.paddock.core.quota.Tenancy.Choice;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides the labels and the status of a Project, and in which order a deleted one is emptied: what uses something goes
 * before what it uses, each step waits until the one before is gone, and the namespace goes last. How a platform or a pool
 * goes is its own policy's business.
 */
public final class ProjectDecider {
    private static final Set<ConditionType> CONDITIONS = Set.of(
            ConditionType.TENANT_RESOLVED,
            ConditionType.SETTINGS_RESOLVED,
            ConditionType.CONFIG_RESOLVED,
            ConditionType.WITHIN_LIMITS);

    /** Kubernetes refuses to delete it; a Project in it is emptied and the namespace stays. */
    private static final String DEFAULT = "default";

    private static final int NAMED = 5;

    public ProjectDecision.Keep settle(ProjectView view) {
        Conditions conditions = Conditions.evaluate(CONDITIONS, view.project(), view.now());
        tenant(conditions, view);
        settings(conditions, view);
        config(conditions, view);
        view.level().judge(conditions);
        List<Condition> all = conditions.list();
        return new ProjectDecision.Keep(
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(view.project().getMetadata().getNamespace())
                        .withLabels(Map.of(
                                Labels.TENANT_NAME, tenantOf(view.project()),
                                Labels.PROJECT_NAME,
                                        view.project().getMetadata().getName()))
                        .endMetadata()
                        .build(),
                missingLabels(view.project()),
                status(view, phase(all), all));
    }

    /** For one that is being deleted. */
    public ProjectDecision.Removal remove(ProjectView view) {
        List<? extends HasMetadata> left = view.contents().next();
        if (left.isEmpty()) {
            return new ProjectDecision.LetGo(
                    !DEFAULT.equals(view.project().getMetadata().getNamespace()));
        }
        Conditions conditions =
                Conditions.evaluate(CONDITIONS, view.project(), view.now()).keepAll();
        List<HasMetadata> untold = left.stream()
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
                .<HasMetadata>map(object -> object)
                .toList();
        return new ProjectDecision.Empty(
                untold,
                status(view, Phase.DELETING, conditions.listDeleting(Reason.DELETING, "waits for " + names(left))));
    }

    private static void tenant(Conditions conditions, ProjectView view) {
        String tenant = tenantOf(view.project());
        if (view.tenancy().tenant().isPresent()) {
            conditions.setTrue(ConditionType.TENANT_RESOLVED, Reason.RESOLVED, "Tenant " + tenant);
        } else {
            conditions.setFalse(
                    ConditionType.TENANT_RESOLVED,
                    Reason.TENANT_NOT_FOUND,
                    "Tenant %s does not exist".formatted(tenant));
        }
    }

    private static void settings(Conditions conditions, ProjectView view) {
        var settings = view.project().getSpec().settingsRef();
        if (settings == null) {
            conditions.setTrue(ConditionType.SETTINGS_RESOLVED, Reason.NOT_CONFIGURED, "");
        } else {
            conditions.setFalse(
                    ConditionType.SETTINGS_RESOLVED,
                    Reason.SETTINGS_NOT_FOUND,
                    "Settings %s/%s do not exist"
                            .formatted(view.project().getMetadata().getNamespace(), settings.name()));
        }
    }

    private static void config(Conditions conditions, ProjectView view) {
        ProjectSpec spec = view.project().getSpec();
        Reference config = spec.computeConfigRef();
        Reference profile = spec.computeProfileRef();
        if (config != null) {
            missing(conditions, view, "ComputeConfig", config);
        } else if (profile == null) {
            conditions.setFalse(
                    ConditionType.CONFIG_RESOLVED,
                    Reason.CONFIG_NOT_FOUND,
                    "neither spec.computeConfigRef nor spec.computeProfileRef is set");
        } else if (view.tenancy().choose(profile) instanceof Choice.Chosen(var found)) {
            conditions.setTrue(
                    ConditionType.CONFIG_RESOLVED,
                    Reason.RESOLVED,
                    "ComputeProfile %s/%s"
                            .formatted(
                                    found.getMetadata().getNamespace(),
                                    found.getMetadata().getName()));
        } else {
            missing(conditions, view, "ComputeProfile", profile);
        }
    }

    private static void missing(Conditions conditions, ProjectView view, String kind, Reference reference) {
        String namespace = reference.namespaceOr(view.project().getMetadata().getNamespace());
        if (view.reachable().contains(namespace)) {
            conditions.setFalse(
                    ConditionType.CONFIG_RESOLVED,
                    Reason.CONFIG_NOT_FOUND,
                    "%s %s/%s does not exist".formatted(kind, namespace, reference.name()));
        } else {
            conditions.setFalse(
                    ConditionType.CONFIG_RESOLVED,
                    Reason.NOT_PERMITTED,
                    "%s %s/%s is out of reach: the namespace may only be %s"
                            .formatted(kind, namespace, reference.name(), String.join(", ", view.reachable())));
        }
    }

    /** A Project without its Tenant waits for it; any other fault is its own. */
    private static Phase phase(List<Condition> conditions) {
        if (!Conditions.isTrue(conditions, ConditionType.TENANT_RESOLVED)) {
            return Phase.PENDING;
        }
        return Conditions.isTrue(conditions, ConditionType.READY) ? Phase.READY : Phase.NOT_READY;
    }

    private static ProjectStatus status(ProjectView view, Phase phase, List<Condition> conditions) {
        return new ProjectStatus(
                phase,
                view.level().gpu(),
                Map.of(),
                view.contents().pools().size(),
                view.contents().platforms().size(),
                view.contents().deployments().size(),
                view.project().getMetadata().getGeneration(),
                conditions);
    }

    private static Map<String, String> missingLabels(Project project) {
        String tenant = tenantOf(project);
        Map<String, String> labels = project.getMetadata().getLabels();
        return labels != null && tenant.equals(labels.get(Labels.TENANT_NAME))
                ? Map.of()
                : Map.of(Labels.TENANT_NAME, tenant);
    }

    /** {@code ComputeProfile a, b; WorkloadProfile c and 2 more}. */
    private static String names(List<? extends HasMetadata> objects) {
        Map<String, List<String>> named = objects.stream()
                .sorted(Comparator.<HasMetadata, String>comparing(HasMetadata::getKind)
                        .thenComparing(object -> object.getMetadata().getName()))
                .limit(NAMED)
                .collect(Collectors.groupingBy(
                        HasMetadata::getKind,
                        TreeMap::new,
                        Collectors.mapping(object -> object.getMetadata().getName(), Collectors.toList())));
        String shown = named.entrySet().stream()
                .map(kind -> kind.getKey() + " " + String.join(", ", kind.getValue()))
                .collect(Collectors.joining("; "));
        return objects.size() > NAMED ? shown + " and %d more".formatted(objects.size() - NAMED) : shown;
    }

    private static String tenantOf(Project project) {
        return project.getSpec().tenantRef().name();
    }
}
