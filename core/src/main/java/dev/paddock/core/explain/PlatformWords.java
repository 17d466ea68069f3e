// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.api.palette.MLPlatformStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an MLPlatform stands, its pool and its deployment taken into account. */
final class PlatformWords {
    private final MLPlatformSpec spec;
    private final @Nullable MLPlatformStatus status;
    private final Surroundings around;
    private final Standing standing;
    private final Instant now;

    PlatformWords(MLPlatform platform, Surroundings around, Instant now) {
        this.spec = platform.getSpec();
        this.status = platform.getStatus();
        this.around = around;
        this.now = now;
        this.standing = new Standing(platform, platform.getStatus(), now);
    }

    Explanation explanation() {
        Account account = new Account(standing.subject(), headline());
        cluster().ifPresent(account::onCluster);
        boolean refused = refusals(account);
        if (!standing.ready()) {
            step(account);
        }
        if (!refused) {
            standing.tell(account);
        }
        names(account);
        children(account);
        facts(account);
        EventWords.latestWarning(standing, around, account);
        standing.remedy(account);
        if (!standing.ready()
                && !standing.unseen()
                && account.explanation().next().isEmpty()) {
            account.next(
                    "paddock get mlplatform %s -n %s -w, to watch it".formatted(standing.name(), standing.namespace()));
        }
        return account.explanation();
    }

    private String headline() {
        MLPlatformStatus.Phase phase = status == null ? null : status.phase();
        if (standing.deleting()) {
            return standing.deletionHeadline();
        }
        if (standing.unseen() || phase == null) {
            return "has not been looked at yet.";
        }
        String url = status == null || status.url() == null ? "" : " at " + status.url();
        return switch (phase) {
            case RUNNING -> "is Running" + url + ".";
            case REJECTED -> "was refused. It is not queued: it is looked at again when its spec changes.";
            case FAILED -> "has failed and is not tried again by itself.";
            case DEGRADED -> "was Running and is not well now.";
            case PENDING, PROVISIONING, REGISTERING, INSTALLING, DEPLOYING -> "is not Running yet: " + phase + ".";
            case DELETING -> "is being deleted.";
        };
    }

    /** A GPU limit is told as the rule and what would fit; the condition's own words would only repeat it. */
    private boolean refusals(Account account) {
        List<QuotaWords> refusals = standing.obstacle()
                .map(obstacle -> QuotaWords.in(obstacle.message()))
                .orElse(List.of());
        for (QuotaWords refusal : refusals) {
            account.point("rule", refusal.rule());
            HolderWords.of(around.platforms(), standing.object(), refusal.family())
                    .forEach(holder -> account.point("held by", holder));
            refusal.wouldFit(spec.cluster()).forEach(way -> account.point("would fit", way));
        }
        if (!refusals.isEmpty()) {
            account.next("change spec.cluster.workerPools to what fits and apply it again");
            account.next("paddock explain " + profileOf(refusals.getFirst()) + ", to see who holds the GPUs");
        }
        return !refusals.isEmpty();
    }

    private static String profileOf(QuotaWords refusal) {
        String[] level = refusal.level().split(" ");
        String[] path = level[level.length - 1].split("/");
        return level[0].toLowerCase(Locale.ROOT)
                + "/"
                + path[path.length - 1]
                + (path.length > 1 ? " -n " + path[0] : "");
    }

    private Optional<String> cluster() {
        return status == null || status.clusters().isEmpty()
                ? Optional.empty()
                : Optional.of(status.clusters().getFirst().name());
    }

    private void step(Account account) {
        if (status == null) {
            return;
        }
        StepWords.current(status.timeline()).ifPresent(current -> {
            account.point("step", current.words(now));
            account.point("time left", current.deadline(spec.timeouts(), now));
        });
    }

    /** A name that does not exist is most often a slip. */
    private void names(Account account) {
        standing.obstacle().ifPresent(obstacle -> {
            if (obstacle.is(Reason.WORKLOAD_PROFILE_NOT_FOUND) && spec.workloadProfileRef() != null) {
                NameWords.tell(account, spec.workloadProfileRef().name(), around.workloadProfiles());
            }
            if (obstacle.is(Reason.CLUSTER_PROFILE_NOT_FOUND) && spec.clusterProfileRef() != null) {
                NameWords.tell(account, spec.clusterProfileRef().name(), around.clusterProfiles());
            }
            if (obstacle.is(Reason.ENVIRONMENT_NOT_FOUND) && spec.environmentRef() != null) {
                NameWords.tell(account, spec.environmentRef().name(), around.environments());
            }
        });
    }

    private void children(Account account) {
        ConditionType type = standing.obstacle().map(Obstacle::type).orElse(ConditionType.READY);
        if (type == ConditionType.CLUSTER_READY
                || type == ConditionType.SPOKE_JOINED
                || type == ConditionType.ENVIRONMENT_READY) {
            pool().ifPresent(pool -> child(account, new Standing(pool, pool.getStatus(), now)));
        }
        if (type == ConditionType.DELIVERED || type == ConditionType.HEALTHY) {
            deployment().ifPresent(deployment -> {
                child(account, new Standing(deployment, deployment.getStatus(), now));
                ComponentWords.tell(deployment, around, account);
            });
        }
    }

    /** What the child says, unless this object says the same of itself. */
    private void child(Account account, Standing child) {
        String own = standing.obstacle().map(Obstacle::message).orElse("");
        child.obstacle()
                .filter(obstacle -> !obstacle.message().equals(own))
                .ifPresent(obstacle -> account.point("waits for", child.subject() + ": " + obstacle.sentence()));
    }

    private Optional<ComputePool> pool() {
        String name =
                status != null && status.poolRef() != null ? status.poolRef().name() : standing.name();
        return Surroundings.find(around.pools(), standing.namespace(), name);
    }

    private Optional<WorkloadDeployment> deployment() {
        return Surroundings.find(around.deployments(), standing.namespace(), standing.name());
    }

    private void facts(Account account) {
        if (status == null) {
            return;
        }
        account.point("made from", profiles());
        List<String> clusters = new ArrayList<>();
        status.clusters()
                .forEach(cluster ->
                        clusters.add(cluster.name() + (cluster.health() == null ? "" : " (" + cluster.health() + ")")));
        account.point("cluster", String.join(", ", clusters));
        account.point("GPUs", GpuWords.held(status.gpu()));
        if (standing.deleting() && status.effectiveDeletePolicy() != null) {
            account.point("policy", "its cluster: " + status.effectiveDeletePolicy());
        }
    }

    private String profiles() {
        return spec.workloadProfileRef() == null || !standing.ready()
                ? ""
                : "WorkloadProfile %s/%s"
                        .formatted(
                                spec.workloadProfileRef().namespaceOr(Namespaces.SYSTEM),
                                spec.workloadProfileRef().name());
    }
}
