// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.environment;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.EnvironmentSpec;
import dev.paddock.api.mural.EnvironmentStatus;
import dev.paddock.api.mural.EnvironmentStatus.Decision;
import dev.paddock.api.mural.EnvironmentStatus.Group;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what Placement an Environment has and what its decisions mean. Pure; choosing the clusters is the scheduler's work, be it Open
 * Cluster Management's or the stand-in.
 */
public final class EnvironmentDecider {

    static final Set<ConditionType> CONDITIONS =
            EnumSet.of(ConditionType.PLACEMENT_SATISFIED, ConditionType.TOPOLOGY_READY);

    public EnvironmentDecision decide(EnvironmentInputs inputs) {
        EnvironmentStatus before = inputs.environment().getStatus();
        Conditions conditions = Conditions.evaluate(CONDITIONS, inputs.environment(), inputs.now());
        return switch (inputs.environment().getSpec().topology().type()) {
            case OCM -> place(inputs, conditions, before);
            case OCM_BRING_YOUR_OWN_PLACEMENT -> use(inputs, conditions, before);
        };
    }

    private static EnvironmentDecision use(
            EnvironmentInputs inputs, Conditions conditions, @Nullable EnvironmentStatus before) {
        String name = Placements.namespace(inputs.environment()) + "/" + Placements.yours(inputs.environment());
        if (inputs.placement().isEmpty()) {
            refuse(conditions, before, Reason.NOT_FOUND, "Placement " + name + " does not exist; waiting for it");
            return new EnvironmentDecision.Use(status(inputs, conditions, kept(before), desired(before)));
        }
        conditions.setTrue(ConditionType.TOPOLOGY_READY, Reason.FOUND, "Placement " + name + ", which is yours");
        if (!scheduled(inputs)) {
            conditions.keep(ConditionType.PLACEMENT_SATISFIED);
            return new EnvironmentDecision.Use(status(inputs, conditions, kept(before), desired(before)));
        }
        OwnPlacement.Choice choice = OwnPlacement.choose(decisions(inputs), inputs.clusters(), inputs.tenant());
        Integer wanted = inputs.placement().get().getSpec().numberOfClusters();
        int desired = wanted == null ? choice.usable().size() : wanted;
        judge(inputs, conditions, desired, choice.usable().size(), choice.leftOut());
        return new EnvironmentDecision.Use(status(inputs, conditions, choice.usable(), desired));
    }

    private static EnvironmentDecision place(
            EnvironmentInputs inputs, Conditions conditions, @Nullable EnvironmentStatus before) {
        Placement wanted = Placements.of(inputs.environment(), inputs.tenant());
        Optional<String> unbound = unbound(wanted, inputs);
        if (unbound.isPresent()) {
            refuse(conditions, before, Reason.BINDING_NOT_FOUND, unbound.get());
            return new EnvironmentDecision.Place(wanted, status(inputs, conditions, kept(before), desired(before)));
        }
        conditions.setTrue(
                ConditionType.TOPOLOGY_READY,
                Reason.CREATED,
                "Placement " + wanted.getMetadata().getNamespace() + "/"
                        + wanted.getMetadata().getName());
        if (!scheduled(inputs)) {
            // Nobody has answered yet; what was decided before still stands.
            conditions.keep(ConditionType.PLACEMENT_SATISFIED);
            return new EnvironmentDecision.Place(wanted, status(inputs, conditions, kept(before), desired(before)));
        }
        List<Decision> decisions = decisions(inputs);
        Integer wantedNumber = wanted.getSpec().numberOfClusters();
        int desired = wantedNumber == null ? decisions.size() : wantedNumber;
        judge(inputs, conditions, desired, decisions.size(), "");
        return new EnvironmentDecision.Place(wanted, status(inputs, conditions, decisions, desired));
    }

    /** What was placed before still stands; where nothing was, the topology is why. */
    private static void refuse(
            Conditions conditions, @Nullable EnvironmentStatus before, Reason reason, String message) {
        conditions.setFalse(ConditionType.TOPOLOGY_READY, reason, message);
        if (kept(before).isEmpty()) {
            conditions.setFalse(
                    ConditionType.PLACEMENT_SATISFIED, Reason.PLACEMENT_EMPTY, "nothing can be placed: " + message);
        } else {
            conditions.keep(ConditionType.PLACEMENT_SATISFIED);
        }
    }

    /** @param leftOut of what was decided, which clusters may not be used and why; blank for none */
    private static void judge(
            EnvironmentInputs inputs, Conditions conditions, int desired, int selected, String leftOut) {
        boolean oneSuffices = inputs.environment().getSpec().readiness() == EnvironmentSpec.Readiness.AT_LEAST_ONE;
        if (selected == 0) {
            conditions.setFalse(
                    ConditionType.PLACEMENT_SATISFIED,
                    Reason.PLACEMENT_EMPTY,
                    "no cluster fits the placement" + schedulersWords(inputs) + leftOut);
        } else if (selected == desired || oneSuffices) {
            conditions.setTrue(
                    ConditionType.PLACEMENT_SATISFIED,
                    Reason.PLACEMENT_SATISFIED,
                    selected + " of " + desired + " clusters selected" + leftOut);
        } else {
            conditions.setFalse(
                    ConditionType.PLACEMENT_SATISFIED,
                    Reason.PLACEMENT_SHORT,
                    selected + " of " + desired + " clusters selected; readiness Exact needs all of them" + leftOut);
        }
    }

    private static Optional<String> unbound(Placement wanted, EnvironmentInputs inputs) {
        List<String> bound = inputs.bindings().stream()
                .map(binding -> binding.getSpec().clusterSet())
                .sorted()
                .toList();
        List<String> missing = wanted.getSpec().clusterSets().stream()
                .filter(set -> !bound.contains(set))
                .toList();
        if (!missing.isEmpty() || bound.isEmpty()) {
            String what = missing.isEmpty() ? "any cluster set" : "cluster set " + String.join(", ", missing);
            return Optional.of("no ManagedClusterSetBinding in namespace "
                    + wanted.getMetadata().getNamespace() + " for " + what
                    + "; create it, or set spec.topology.properties.hubNamespace to a namespace that has one");
        }
        return Optional.empty();
    }

    /**
     * A scheduler that has looked at the Placement says so in a condition; while it is still writing, its count and its pages differ.
     */
    private static boolean scheduled(EnvironmentInputs inputs) {
        int written = decisions(inputs).size();
        return inputs.placement()
                .map(Placement::getStatus)
                .filter(status -> !status.conditions().isEmpty())
                .filter(status ->
                        status.numberOfSelectedClusters() == null || status.numberOfSelectedClusters() == written)
                .isPresent();
    }

    private static String schedulersWords(EnvironmentInputs inputs) {
        return inputs.placement().map(Placement::getStatus).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> "PlacementSatisfied".equals(condition.getType()))
                .map(Condition::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .findFirst()
                .map(message -> ": " + message)
                .orElse("");
    }

    private static List<Decision> decisions(EnvironmentInputs inputs) {
        return inputs.decisions().stream()
                .filter(page -> page.getStatus() != null)
                .flatMap(page -> page.getStatus().decisions().stream()
                        .map(decision -> new Decision(
                                decision.clusterName(),
                                decision.reason().isEmpty() ? null : decision.reason(),
                                group(page))))
                .sorted(Comparator.comparing(Decision::clusterName))
                .distinct()
                .toList();
    }

    /** Most environments have one group without a name, which goes without saying. */
    private static @Nullable Group group(PlacementDecision page) {
        Map<String, String> labels = page.getMetadata().getLabels() == null
                ? Map.of()
                : page.getMetadata().getLabels();
        String index = labels.getOrDefault(OcmNames.DECISION_GROUP_INDEX_LABEL, "");
        String name = labels.getOrDefault(OcmNames.DECISION_GROUP_NAME_LABEL, "");
        int number = index.matches("[0-9]{1,6}") ? Integer.parseInt(index) : 0;
        return number == 0 && name.isEmpty() ? null : new Group(number, name.isEmpty() ? null : name);
    }

    private static List<Decision> kept(@Nullable EnvironmentStatus before) {
        return before == null ? List.of() : before.decisions();
    }

    private static @Nullable Integer desired(@Nullable EnvironmentStatus before) {
        return before == null ? null : before.numberOfClustersDesired();
    }

    private static EnvironmentStatus status(
            EnvironmentInputs inputs, Conditions conditions, List<Decision> decisions, @Nullable Integer desired) {
        return new EnvironmentStatus(
                decisions,
                desired,
                desired == null ? null : decisions.size(),
                inputs.environment().getMetadata().getGeneration(),
                conditions.list());
    }
}
