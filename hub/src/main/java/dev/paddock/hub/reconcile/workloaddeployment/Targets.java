// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.EnvironmentStatus;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The clusters a deployment goes to. A short placement stops only clusters that have nothing yet, and an empty one takes nothing away:
 * what runs is withdrawn only when the environment is satisfied without it.
 *
 * @param wanted clusters to deliver to
 * @param withdrawn clusters that have something and shall have it no longer
 * @param satisfied whether the environment and the list of clusters are as asked for
 */
record Targets(List<TargetCluster> wanted, Set<String> withdrawn, Reason reason, String message, boolean satisfied) {

    Targets {
        wanted = List.copyOf(wanted);
        withdrawn = Set.copyOf(withdrawn);
    }

    static Targets of(DeploymentInputs inputs) {
        Environment environment = inputs.environment().orElse(null);
        if (environment == null) {
            var ref = inputs.deployment().getSpec().environmentRef();
            return nothingNew(
                    inputs,
                    Set.of(),
                    Reason.ENVIRONMENT_NOT_FOUND,
                    "Environment " + ref.namespaceOr(inputs.projectName()) + "/" + ref.name()
                            + " does not exist; waiting for it");
        }
        EnvironmentStatus status = environment.getStatus();
        Set<String> selected = selected(status);
        Set<String> asked = new TreeSet<>(inputs.deployment().getSpec().clusterNames());
        Set<String> wanted = new TreeSet<>(selected);
        if (!asked.isEmpty()) {
            wanted.retainAll(asked);
        }
        Condition placement = Conditions.find(
                        status == null ? List.of() : status.conditions(), ConditionType.PLACEMENT_SATISFIED)
                .orElse(null);
        if (placement == null || !"True".equals(placement.getStatus())) {
            return nothingNew(inputs, wanted, reason(placement), message(environment, placement));
        }
        Set<String> missing = new TreeSet<>(asked.isEmpty() ? selected : asked);
        missing.removeIf(name -> wanted.contains(name) && inputs.clusters().containsKey(name));
        List<TargetCluster> targets = targets(inputs, wanted);
        Set<String> withdrawn = new TreeSet<>(inputs.works().keySet());
        withdrawn.removeAll(wanted);
        if (targets.isEmpty()) {
            return nothingNew(inputs, wanted, Reason.PLACEMENT_EMPTY, notSelected(environment, missing));
        }
        return missing.isEmpty()
                ? new Targets(targets, withdrawn, Reason.PLACEMENT_SATISFIED, names(targets), true)
                : new Targets(targets, withdrawn, Reason.PLACEMENT_SHORT, notSelected(environment, missing), false);
    }

    private static Targets nothingNew(DeploymentInputs inputs, Set<String> selected, Reason reason, String message) {
        Set<String> there = new TreeSet<>(selected);
        there.retainAll(inputs.works().keySet());
        return new Targets(targets(inputs, there), Set.of(), reason, message, false);
    }

    private static List<TargetCluster> targets(DeploymentInputs inputs, Set<String> names) {
        return inputs.clusters().values().stream()
                .filter(cluster -> names.contains(cluster.name()) && !cluster.leaving())
                .map(cluster -> cluster.asFirstDelivered(
                        Optional.ofNullable(inputs.workloads().get(cluster.name()))))
                .toList();
    }

    private static Set<String> selected(@Nullable EnvironmentStatus status) {
        return status == null
                ? Set.of()
                : status.decisions().stream()
                        .map(EnvironmentStatus.Decision::clusterName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Reason reason(@Nullable Condition placement) {
        return placement != null && Reason.PLACEMENT_SHORT.text().equals(placement.getReason())
                ? Reason.PLACEMENT_SHORT
                : Reason.PLACEMENT_EMPTY;
    }

    private static String message(Environment environment, @Nullable Condition placement) {
        return name(environment) + ": "
                + (placement == null ? "its placement has not been decided yet" : placement.getMessage());
    }

    private static String notSelected(Environment environment, Set<String> missing) {
        return name(environment) + " does not offer cluster " + String.join(", ", missing);
    }

    private static String name(Environment environment) {
        return "Environment " + environment.getMetadata().getNamespace() + "/"
                + environment.getMetadata().getName();
    }

    private static String names(List<TargetCluster> targets) {
        return targets.stream().map(TargetCluster::name).collect(Collectors.joining(", "));
    }
}
