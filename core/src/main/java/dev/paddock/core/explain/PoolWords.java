// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a ComputePool stands, cluster by cluster. */
final class PoolWords {
    private final ComputePool pool;
    private final @Nullable ComputePoolStatus status;
    private final Surroundings around;
    private final Standing standing;
    private final Instant now;

    PoolWords(ComputePool pool, Surroundings around, Instant now) {
        this.pool = pool;
        this.status = pool.getStatus();
        this.around = around;
        this.now = now;
        this.standing = new Standing(pool, pool.getStatus(), now);
    }

    Explanation explanation() {
        Account account = new Account(standing.subject(), headline());
        if (status != null && !standing.ready()) {
            StepWords.current(status.timeline()).ifPresent(current -> {
                account.point("step", current.words(now));
                account.point("time left", current.deadline(null, now));
            });
        }
        standing.obstacle()
                .ifPresent(obstacle -> QuotaWords.in(obstacle.message()).forEach(refusal -> {
                    account.point("rule", refusal.rule());
                    refusal.wouldFit(null).forEach(way -> account.point("would fit", way));
                }));
        standing.tell(account);
        names(account);
        facts(account);
        EventWords.latestWarning(standing, around, account);
        standing.remedy(account);
        return account.explanation();
    }

    private void names(Account account) {
        if (standing.obstacle()
                        .filter(obstacle -> obstacle.is(Reason.CLUSTER_PROFILE_NOT_FOUND))
                        .isPresent()
                && pool.getSpec().clusterProfileRef() != null) {
            NameWords.tell(account, pool.getSpec().clusterProfileRef().name(), around.clusterProfiles());
        }
    }

    private String headline() {
        if (standing.deleting()) {
            return standing.deletionHeadline();
        }
        ComputePoolStatus.Phase phase = status == null ? null : status.phase();
        if (standing.unseen() || phase == null) {
            return "has not been looked at yet.";
        }
        return switch (phase) {
            case RUNNING -> "is Running.";
            case SCALING -> "is Running and changes its size.";
            case FAILED -> "has failed and is not tried again by itself.";
            case DEGRADED -> "was Running and is not well now.";
            case VALIDATING -> "waits for machines.";
            case PENDING, PROVISIONING, REGISTERING, INSTALLING -> "is not Running yet: " + phase + ".";
            case DELETING -> "is being deleted.";
        };
    }

    private void facts(Account account) {
        if (status == null) {
            return;
        }
        if (status.claimedBy() != null) {
            account.point(
                    "made for",
                    status.claimedBy().kind() + " " + status.claimedBy().name());
        }
        status.clusters()
                .forEach(cluster -> account.point(
                        "cluster",
                        "%s%s%s%s"
                                .formatted(
                                        cluster.managedCluster() == null ? cluster.name() : cluster.managedCluster(),
                                        cluster.nodes() == null ? "" : ", " + cluster.nodes() + " nodes",
                                        cluster.kubernetesVersion() == null ? "" : ", " + cluster.kubernetesVersion(),
                                        cluster.message() == null ? "" : ": " + cluster.message())));
        account.point("GPUs", GpuWords.held(status.gpu()));
    }
}
