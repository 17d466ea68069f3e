// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeProfileStatus;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides the status of a ComputeProfile and when a deleted one may go. Its use is counted, not granted, and its defaults
 * are merged by those who use it.
 */
public final class ProfileDecider {
    private static final Set<ConditionType> CONDITIONS =
            Set.of(ConditionType.SETTINGS_RESOLVED, ConditionType.CONFIG_RESOLVED, ConditionType.WITHIN_LIMITS);
    private static final String ORPHANED = "ManagedCluster";

    public ProfileDecision.Keep settle(ProfileView view) {
        Conditions conditions = Conditions.evaluate(CONDITIONS, view.profile(), view.now());
        references(conditions, view.profile());
        view.level().judge(conditions);
        return new ProfileDecision.Keep(status(view, conditions.list()));
    }

    /** For one that is being deleted. */
    public ProfileDecision.Removal remove(ProfileView view) {
        List<String> inTheWay =
                Stream.concat(users(view), holders(view)).distinct().sorted().toList();
        if (inTheWay.isEmpty()) {
            return new ProfileDecision.LetGo();
        }
        Conditions conditions =
                Conditions.evaluate(CONDITIONS, view.profile(), view.now()).keepAll();
        String more = inTheWay.size() > 1 ? " (and %d more)".formatted(inTheWay.size() - 1) : "";
        return new ProfileDecision.Wait(
                status(view, conditions.listDeleting(Reason.IN_USE, "in use by " + inTheWay.getFirst() + more)));
    }

    private static Stream<String> users(ProfileView view) {
        return view.users().stream().flatMap(users -> users.of(view.profile()));
    }

    /**
     * Those that still hold GPUs here though they resolve to another profile by now, or are on their way out. An orphaned
     * cluster counts here as long as the profile lives and does not need it: its Project goes without waiting for it.
     */
    private static Stream<String> holders(ProfileView view) {
        return view.level().held().stream()
                .map(LedgerEntry::owner)
                .filter(owner -> !owner.kind().equals(ORPHANED))
                .map(Owner::toString);
    }

    private static ComputeProfileStatus status(ProfileView view, List<Condition> conditions) {
        return new ComputeProfileStatus(
                view.level().gpu(),
                Math.toIntExact(users(view).count()),
                view.profile().getMetadata().getGeneration(),
                conditions);
    }

    private static void references(Conditions conditions, ComputeProfile profile) {
        String namespace = profile.getMetadata().getNamespace();
        var settings = profile.getSpec().settingsRef();
        if (settings == null) {
            conditions.setTrue(ConditionType.SETTINGS_RESOLVED, Reason.NOT_CONFIGURED, "");
        } else {
            conditions.setFalse(
                    ConditionType.SETTINGS_RESOLVED,
                    Reason.SETTINGS_NOT_FOUND,
                    "Settings %s/%s do not exist".formatted(namespace, settings.name()));
        }
        var config = profile.getSpec().computeConfigRef();
        if (config == null) {
            conditions.setTrue(ConditionType.CONFIG_RESOLVED, Reason.NOT_CONFIGURED, "");
        } else {
            conditions.setFalse(
                    ConditionType.CONFIG_RESOLVED,
                    Reason.CONFIG_NOT_FOUND,
                    "ComputeConfig %s/%s does not exist".formatted(config.namespaceOr(namespace), config.name()));
        }
    }
}
