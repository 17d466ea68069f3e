// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.ManagedClusterSpec.Taint;
import dev.paddock.api.ocm.ManagedClusterSpec.TaintEffect;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.fleet.contract.ContractConditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What the hub itself says about a cluster: accepted or not, silent or not, and the taints that keep Placements away from
 * one that does not answer.
 *
 * @param conditions only those the hub has something to say about; the agent's own stay the agent's
 * @param taints the hub's own; others' stay
 * @param recheckAt when the present silence becomes too long
 */
record ClusterVerdict(List<Condition> conditions, List<Taint> taints, Optional<Instant> recheckAt) {
    /** As upstream: an agent may miss this many renewals of its lease. */
    private static final int MISSED_RENEWALS = 5;

    static ClusterVerdict on(ManagedCluster cluster, Optional<Instant> leaseRenewed, Instant now) {
        ManagedClusterSpec spec = cluster.getSpec();
        List<Condition> known =
                cluster.getStatus() == null ? List.of() : cluster.getStatus().conditions();
        boolean accepted = spec != null && spec.accepted();
        ContractConditions conditions =
                new ContractConditions(known, cluster.getMetadata().getGeneration(), now);
        if (accepted) {
            conditions.set(
                    OcmNames.CONDITION_HUB_ACCEPTED,
                    "True",
                    "HubClusterAdminAccepted",
                    "Accepted by hub cluster admin");
        } else if (ContractConditions.find(known, OcmNames.CONDITION_HUB_ACCEPTED)
                .isPresent()) {
            conditions.set(
                    OcmNames.CONDITION_HUB_ACCEPTED, "False", "HubClusterAdminDenied", "Denied by hub cluster admin");
        }
        Optional<Instant> deadline = leaseRenewed.map(renewed -> renewed.plus(Duration.ofSeconds((long) MISSED_RENEWALS
                * (spec == null ? ManagedClusterSpec.DEFAULT_LEASE_SECONDS : spec.leaseSeconds()))));
        boolean silent = deadline.filter(end -> !now.isBefore(end)).isPresent();
        if (silent) {
            conditions.set(
                    OcmNames.CONDITION_AVAILABLE,
                    "Unknown",
                    "ManagedClusterLeaseUpdateStopped",
                    "Registration agent stopped updating its lease.");
        }
        return new ClusterVerdict(
                conditions.list(), taints(cluster, known, silent, now), silent ? Optional.empty() : deadline);
    }

    private static List<Taint> taints(ManagedCluster cluster, List<Condition> known, boolean silent, Instant now) {
        String available = silent
                ? "Unknown"
                : ContractConditions.find(known, OcmNames.CONDITION_AVAILABLE)
                        .map(Condition::getStatus)
                        .orElse("Unknown");
        return switch (available) {
            case "True" -> List.of();
            case "False" -> List.of(taint(cluster, OcmNames.TAINT_UNAVAILABLE, now));
            default -> List.of(taint(cluster, OcmNames.TAINT_UNREACHABLE, now));
        };
    }

    /** Keeps the time at which the same taint was put on, for tolerations that are limited in time. */
    private static Taint taint(ManagedCluster cluster, String key, Instant now) {
        List<Taint> present =
                cluster.getSpec() == null ? List.of() : cluster.getSpec().taints();
        return present.stream()
                .filter(taint -> key.equals(taint.key()) && taint.effect() == TaintEffect.NO_SELECT)
                .findFirst()
                .orElseGet(() -> new Taint(
                        key,
                        null,
                        TaintEffect.NO_SELECT,
                        now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
}
