// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether an API server serves the kinds of CRDs that were applied; objects of them are refused before. */
public final class Establishment {
    private static final long PATIENCE_SECONDS = 30;

    private Establishment() {}

    /** Returns when all are served; throws the client's timeout if one is not. */
    public static void await(KubernetesClient client, Collection<CustomResourceDefinition> crds) {
        crds.forEach(crd ->
                client.resource(crd).waitUntilCondition(Establishment::isServed, PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    static boolean isServed(@Nullable CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
