// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a WorkloadDeployment stands, its Environment and the reports of its clusters taken into account. */
final class DeploymentWords {
    private final WorkloadDeployment deployment;
    private final @Nullable WorkloadDeploymentStatus status;
    private final Surroundings around;
    private final Standing standing;
    private final Instant now;

    DeploymentWords(WorkloadDeployment deployment, Surroundings around, Instant now) {
        this.deployment = deployment;
        this.status = deployment.getStatus();
        this.around = around;
        this.now = now;
        this.standing = new Standing(deployment, deployment.getStatus(), now);
    }

    Explanation explanation() {
        Account account = new Account(standing.subject(), headline());
        if (status != null && !status.clusters().isEmpty()) {
            account.onCluster(status.clusters().getFirst().name());
        }
        standing.tell(account);
        standing.obstacle().ifPresent(obstacle -> {
            QuotaWords.in(obstacle.message()).forEach(refusal -> {
                account.point("rule", refusal.rule());
                refusal.wouldFit(null).forEach(way -> account.point("would fit", way));
            });
            if (obstacle.is(Reason.ENVIRONMENT_NOT_FOUND)) {
                NameWords.tell(account, deployment.getSpec().environmentRef().name(), around.environments());
            }
            if (obstacle.type() == ConditionType.ENVIRONMENT_READY) {
                environment()
                        .ifPresent(environment -> new Standing(environment, environment.getStatus(), now)
                                .obstacle()
                                .ifPresent(cause -> account.point(
                                        "waits for",
                                        "Environment %s: %s"
                                                .formatted(
                                                        environment
                                                                .getMetadata()
                                                                .getName(),
                                                        cause.sentence()))));
            }
        });
        ComponentWords.tell(deployment, around, account);
        clusters(account);
        EventWords.latestWarning(standing, around, account);
        standing.remedy(account);
        return account.explanation();
    }

    private String headline() {
        if (standing.deleting()) {
            return standing.deletionHeadline();
        }
        if (standing.unseen()) {
            return "has not been looked at yet.";
        }
        return standing.ready() ? "is delivered and healthy." : "is not Ready.";
    }

    private Optional<Environment> environment() {
        return Surroundings.find(
                around.environments(),
                deployment.getSpec().environmentRef().namespaceOr(standing.namespace()),
                deployment.getSpec().environmentRef().name());
    }

    /** A cluster is worth a line when it does not run what it was told to. */
    private void clusters(Account account) {
        if (status == null) {
            return;
        }
        for (var cluster : status.clusters()) {
            boolean behind =
                    cluster.desiredDigest() != null && !cluster.desiredDigest().equals(cluster.appliedDigest());
            if (behind) {
                account.point(
                        "cluster",
                        "%s still runs %s, was told to run %s%s"
                                .formatted(
                                        cluster.name(),
                                        brief(cluster.appliedDigest()),
                                        brief(cluster.desiredDigest()),
                                        Span.parse(cluster.lastReportTime())
                                                .map(at ->
                                                        ", reported " + Span.words(Duration.between(at, now)) + " ago")
                                                .orElse("")));
            }
        }
    }

    private static String brief(@Nullable String digest) {
        final int enough = "sha256:".length() + 12;
        return digest == null ? "nothing" : digest.substring(0, Math.min(enough, digest.length()));
    }
}
