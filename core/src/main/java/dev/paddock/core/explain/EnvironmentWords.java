// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.EnvironmentStatus;
import dev.paddock.api.ocm.ManagedCluster;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an Environment stands: which clusters it has, and why others that joined are not among them. */
final class EnvironmentWords {
    private final @Nullable EnvironmentStatus status;
    private final Surroundings around;
    private final Standing standing;

    EnvironmentWords(Environment environment, Surroundings around, Instant now) {
        this.status = environment.getStatus();
        this.around = around;
        this.standing = new Standing(environment, environment.getStatus(), now);
    }

    Explanation explanation() {
        Account account = new Account(standing.subject(), headline());
        standing.tell(account);
        List<String> chosen = status == null
                ? List.of()
                : status.decisions().stream()
                        .map(EnvironmentStatus.Decision::clusterName)
                        .toList();
        account.point("clusters", String.join(", ", chosen));
        if (!standing.ready()) {
            for (ManagedCluster cluster : around.clusters()) {
                if (!chosen.contains(cluster.getMetadata().getName())) {
                    account.point("not chosen", ClusterWords.brief(cluster));
                }
            }
            if (around.clusters().isEmpty() && !standing.unseen()) {
                account.point("clusters", "none has joined this hub");
                account.next("paddock up, or paddock cluster join NAME --kubeconfig FILE");
            }
        }
        EventWords.latestWarning(standing, around, account);
        standing.remedy(account);
        return account.explanation();
    }

    private String headline() {
        if (standing.deleting()) {
            return standing.deletionHeadline();
        }
        if (standing.unseen() || status == null) {
            return "has not been looked at yet.";
        }
        int selected = status.numberOfClustersSelected() == null
                ? status.decisions().size()
                : status.numberOfClustersSelected();
        String of = status.numberOfClustersDesired() == null ? "" : " of " + status.numberOfClustersDesired();
        return (standing.ready() ? "is Ready" : "is not Ready") + ": %d%s clusters chosen.".formatted(selected, of);
    }
}
