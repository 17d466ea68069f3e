// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.project;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectStatus;
import dev.paddock.api.palette.ProjectStatus.Phase;
import dev.paddock.core.quota.GpuLimits;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.LevelUsage;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The status of a Project as a pure function of what was found. */
final class ProjectStatusFactory {
    private static final Set<ConditionType> CONDITIONS = Set.of(
            ConditionType.TENANT_RESOLVED,
            ConditionType.SETTINGS_RESOLVED,
            ConditionType.CONFIG_RESOLVED,
            ConditionType.WITHIN_LIMITS);

    /**
     * @param profileFound whether the ComputeProfile it names exists; empty if it names none
     * @param held all that counts for the Project
     */
    record Facts(
            Project project,
            boolean tenantFound,
            Optional<Boolean> profileFound,
            List<LedgerEntry> held,
            int pools,
            int platforms,
            int deployments,
            Instant now) {
        Facts {
            held = List.copyOf(held);
        }
    }

    ProjectStatus status(Facts facts) {
        Conditions conditions = conditions(facts);
        String tenant = facts.project().getSpec().tenantRef().name();
        if (facts.tenantFound()) {
            conditions.setTrue(ConditionType.TENANT_RESOLVED, Reason.RESOLVED, "");
        } else {
            conditions.setFalse(
                    ConditionType.TENANT_RESOLVED, Reason.TENANT_NOT_FOUND, "Tenant " + tenant + " does not exist");
        }
        conditions.setTrue(ConditionType.SETTINGS_RESOLVED, Reason.NOT_CONFIGURED, "");
        if (facts.profileFound().orElse(true)) {
            conditions.setTrue(
                    ConditionType.CONFIG_RESOLVED,
                    facts.profileFound().isPresent() ? Reason.RESOLVED : Reason.NOT_CONFIGURED,
                    "");
        } else {
            conditions.setFalse(
                    ConditionType.CONFIG_RESOLVED,
                    Reason.CONFIG_NOT_FOUND,
                    "the ComputeProfile named in spec.computeProfileRef does not exist; waiting for it");
        }
        List<String> over = LevelUsage.of(facts.held()).beyond(limits(facts));
        if (over.isEmpty()) {
            conditions.setTrue(ConditionType.WITHIN_LIMITS, Reason.WITHIN_LIMITS, "");
        } else {
            conditions.setFalse(ConditionType.WITHIN_LIMITS, Reason.OVER_LIMIT, String.join("; ", over));
        }
        List<Condition> list = conditions.list();
        return status(facts, Conditions.isTrue(list, ConditionType.READY) ? Phase.READY : Phase.NOT_READY, list);
    }

    ProjectStatus deleting(Facts facts, String message) {
        Conditions conditions = conditions(facts);
        CONDITIONS.forEach(conditions::keep);
        return status(facts, Phase.DELETING, conditions.listDeleting(Reason.DELETING, message));
    }

    private static ProjectStatus status(Facts facts, Phase phase, List<Condition> conditions) {
        return new ProjectStatus(
                phase,
                GpuReport.of(facts.held(), limits(facts)),
                Map.of(),
                facts.pools(),
                facts.platforms(),
                facts.deployments(),
                facts.project().getMetadata().getGeneration(),
                conditions);
    }

    private static Conditions conditions(Facts facts) {
        ProjectStatus before = facts.project().getStatus();
        return Conditions.evaluate(
                CONDITIONS,
                before == null ? List.of() : before.conditions(),
                facts.project().getMetadata().getGeneration(),
                facts.now());
    }

    private static GpuLimits limits(Facts facts) {
        return new GpuLimits(facts.project().getSpec().gpuLimits());
    }
}
