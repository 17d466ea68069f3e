// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.ObjectRef;
import java.util.Collection;

/**
 * The number of replicas of an object that an autoscaler scales. It is the autoscaler's as soon as that one has set it; before, it stays
 * what it is on the cluster, because leaving a field out that nobody else owns would reset it to one. Pure.
 */
final class AutoscaledReplicas {

    private static final String REPLICAS = "replicas";

    private AutoscaledReplicas() {}

    static boolean mayBeScaled(JsonNode desired) {
        return desired.path("spec").path(REPLICAS).isIntegralNumber();
    }

    /** @param autoscalers of the object's namespace */
    static boolean isScaled(ObjectRef object, Collection<JsonNode> autoscalers) {
        return autoscalers.stream()
                .filter(autoscaler ->
                        autoscaler.path("metadata").path("deletionTimestamp").isMissingNode())
                .filter(autoscaler ->
                        autoscaler.path("metadata").path("namespace").asText().equals(object.namespace()))
                .map(autoscaler -> autoscaler.path("spec").path("scaleTargetRef"))
                .anyMatch(target -> target.path("kind").asText().equals(object.kind())
                        && target.path("name").asText().equals(object.name())
                        && ObjectRef.groupOf(target.path("apiVersion").asText()).equals(object.group()));
    }

    /** What to send of an object that is scaled and is there. */
    static ObjectNode yielding(ObjectNode desired, JsonNode live) {
        ObjectNode yielding = desired.deepCopy();
        ObjectNode spec = (ObjectNode) yielding.path("spec");
        JsonNode now = live.path("spec").path(REPLICAS);
        if (ownedThroughScale(live) || !now.isIntegralNumber()) {
            spec.remove(REPLICAS);
        } else {
            spec.set(REPLICAS, now);
        }
        return yielding;
    }

    private static boolean ownedThroughScale(JsonNode live) {
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (entry.path("subresource").asText().equals("scale")
                    && entry.path("fieldsV1").path("f:spec").has("f:" + REPLICAS)) {
                return true;
            }
        }
        return false;
    }
}
