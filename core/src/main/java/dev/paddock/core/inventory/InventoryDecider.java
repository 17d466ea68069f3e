// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.inventory;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputeStatus;
import dev.paddock.api.palette.ComputeStatus.MachineGroup;
import dev.paddock.core.inventory.Listing.Failed;
import dev.paddock.core.inventory.Listing.Listed;
import dev.paddock.core.pool.Machine;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides the status of a Compute. When a provider cannot be asked, the inventory stays as it was last: machines do not
 * vanish because nobody answers for them.
 */
public final class InventoryDecider {
    private static final Set<ConditionType> CONDITIONS = Set.of(ConditionType.PROVIDER_REACHABLE);
    private static final Map<String, String> ANY_MACHINE = Map.of(Labels.PALETTE, "true");

    /**
     * @param listings of the providers the Compute is about; none if there is no such provider
     * @return empty when nothing but the time of the poll would change
     */
    public Optional<ComputeStatus> decide(Compute compute, List<Listing> listings, Instant now) {
        ComputeStatus before = compute.getStatus();
        Conditions conditions = Conditions.evaluate(CONDITIONS, compute, now);
        judge(conditions, compute, listings);
        boolean complete = conditions.isTrue(ConditionType.PROVIDER_REACHABLE);
        List<Machine> machines = selected(compute, listings);
        List<MachineGroup> controlPlane = complete
                ? MachineGroups.of(
                        machines.stream().filter(Machine::controlPlaneCandidate).toList())
                : before == null ? List.of() : before.controlPlaneCompute();
        List<MachineGroup> workers = complete
                ? MachineGroups.of(
                        machines.stream().filter(Machine::workerCandidate).toList())
                : before == null ? List.of() : before.workerCompute();
        List<Condition> all = conditions.list();
        String lastPoll = before == null ? null : before.lastPollTime();
        Long generation = compute.getMetadata().getGeneration();
        ComputeStatus unchanged = new ComputeStatus(controlPlane, workers, lastPoll, generation, all);
        if (unchanged.equals(before)) {
            return Optional.empty();
        }
        String poll = complete ? now.truncatedTo(ChronoUnit.SECONDS).toString() : lastPoll;
        return Optional.of(new ComputeStatus(controlPlane, workers, poll, generation, all));
    }

    private static void judge(Conditions conditions, Compute compute, List<Listing> listings) {
        List<String> failures = listings.stream()
                .<String>mapMulti((listing, texts) -> {
                    if (listing instanceof Failed(String provider, String message)) {
                        texts.accept(provider + ": " + message);
                    }
                })
                .toList();
        var wanted = compute.getSpec().providerRef();
        if (listings.isEmpty()) {
            conditions.setFalse(
                    ConditionType.PROVIDER_REACHABLE,
                    Reason.PROVIDER_NOT_CONFIGURED,
                    wanted == null
                            ? "this hub has no provider"
                            : "this hub has no provider \"%s\"".formatted(wanted.name()));
        } else if (failures.isEmpty()) {
            conditions.setTrue(ConditionType.PROVIDER_REACHABLE, Reason.REACHABLE, "");
        } else {
            conditions.setFalse(ConditionType.PROVIDER_REACHABLE, Reason.UNREACHABLE, String.join("; ", failures));
        }
    }

    private static List<Machine> selected(Compute compute, List<Listing> listings) {
        Map<String, String> written = compute.getSpec().machineSelector();
        Map<String, String> selector = written.isEmpty() ? ANY_MACHINE : written;
        return listings.stream()
                .<Machine>mapMulti((listing, machines) -> {
                    if (listing instanceof Listed(List<Machine> listed)) {
                        listed.forEach(machines);
                    }
                })
                .filter(machine -> machine.labels().entrySet().containsAll(selector.entrySet()))
                .toList();
    }
}
