// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.mural.WorkloadDeployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the API server whether who wants to know may read what the answer is made of. */
public final class PlanAccess {
    private static final String GROUP = "mural.sh";

    private final KubernetesClient client;

    public PlanAccess(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Why the question may not be answered; empty if it may. A deployment must not be a way to read a profile or to look into an
     * environment: neither the one there is nor one that is only asked about.
     *
     * @param deployments as it is, and as it would be
     */
    Optional<String> refusal(JsonNode user, String namespace, String name, List<WorkloadDeployment> deployments) {
        List<Read> reads = new ArrayList<>(List.of(new Read("workloaddeployments", namespace, name)));
        for (WorkloadDeployment deployment : deployments) {
            ProfileReference profile = deployment.getSpec().workloadProfileRef();
            if (profile != null) {
                reads.add(new Read("workloadprofiles", profile.namespaceOr(namespace), profile.name()));
            }
            var environment = deployment.getSpec().environmentRef();
            reads.add(new Read("environments", environment.namespaceOr(namespace), environment.name()));
        }
        return reads.stream()
                .distinct()
                .filter(read -> !may(user, read))
                .findFirst()
                .map(read -> "%s may not get %s %s/%s"
                        .formatted(user.path("username").asText(), read.resource(), read.namespace(), read.name()));
    }

    private record Read(String resource, String namespace, String name) {}

    private boolean may(JsonNode user, Read read) {
        List<String> groups = new ArrayList<>();
        user.path("groups").forEach(group -> groups.add(group.asText()));
        SubjectAccessReview review = client.resource(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user.path("username").asText())
                        .withGroups(groups)
                        .withNewResourceAttributes()
                        .withVerb("get")
                        .withGroup(GROUP)
                        .withResource(read.resource())
                        .withNamespace(read.namespace())
                        .withName(read.name())
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create();
        return review.getStatus() != null
                && Boolean.TRUE.equals(review.getStatus().getAllowed());
    }
}
