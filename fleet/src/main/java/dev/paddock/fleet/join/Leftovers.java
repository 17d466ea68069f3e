// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.join;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits until what an earlier removal deleted on a spoke is gone. An API server takes changes to an object that is on its
 * way out, and objects inside it, and then deletes them with it. Deletes nothing itself.
 */
final class Leftovers {
    private final String cluster;
    private final Duration patience;
    private final Consumer<String> says;

    Leftovers(String cluster, Duration patience, Consumer<String> says) {
        this.cluster = cluster;
        this.patience = patience;
        this.says = says;
    }

    /** @throws StillGoingException if it does not go in time */
    <T extends HasMetadata> void awaitGone(Resource<T> resource) {
        T found = resource.get();
        if (!isGoing(found)) {
            return;
        }
        String object = found.getKind().toLowerCase(Locale.ROOT) + "/"
                + found.getMetadata().getName();
        says.accept("waiting until " + object + " is gone, which an earlier removal deleted");
        try {
            resource.waitUntilCondition(left -> !isGoing(left), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException late) {
            throw new StillGoingException(cluster, object, patience, holds(resource.get()), late);
        }
    }

    private static boolean isGoing(@Nullable HasMetadata object) {
        return object != null && object.getMetadata().getDeletionTimestamp() != null;
    }

    /** A namespace says itself what keeps it. */
    private static String holds(@Nullable HasMetadata object) {
        if (!(object instanceof Namespace namespace) || namespace.getStatus() == null) {
            return "";
        }
        return namespace.getStatus().getConditions().stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> ": " + condition.getMessage())
                .collect(Collectors.joining());
    }
}
