// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.core.policy.Treatment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What an object says of its own end, kept up to date on one that is otherwise left alone: when it is wanted no longer there is nobody
 * else to ask, and what it said when it was made may not hold any more.
 */
public final class RemovalNotes {

    private static final List<String> KEYS =
            List.of(Treatment.REMOVAL, Treatment.PROPAGATION, Treatment.SHARED, Treatment.PRUNE);
    private static final int ROUNDS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectRef ref;
    private final JsonNode wanted;

    public RemovalNotes(ObjectRef ref, JsonNode wanted) {
        this.ref = ref;
        this.wanted = wanted;
    }

    /** Whether the object is of this delivery, by its labels. */
    public boolean isOurs(JsonNode live) {
        Optional<NamespacedName> owner = SharedObjects.owner(live);
        return owner.isPresent() && owner.equals(SharedObjects.owner(wanted));
    }

    /** Brings them up to date, under the name that applies the object otherwise, so that a later apply finds them its own. */
    public void bringUpToDate(JsonNode seen, Kind kind, ObjectApi api) {
        if (KEYS.stream().allMatch(key -> said(wanted, key).equals(said(seen, key)))) {
            return;
        }
        for (int round = 0; ; round++) {
            Optional<ObjectNode> patch = api.get(kind, ref.namespace(), ref.name())
                    .map(ObjectApi::tree)
                    .flatMap(this::patch);
            if (patch.isEmpty()) {
                return;
            }
            try {
                api.mergePatch(kind, ref.namespace(), ref.name(), patch.get().toString(), FieldManagers.FLUX);
                return;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT || round == ROUNDS) {
                    throw refused;
                }
                // Somebody wrote at the same moment; what that one wrote is looked at first.
            }
        }
    }

    /** Empty where nothing is to be changed. Takes away what we said before only, not what people on the cluster say. */
    Optional<ObjectNode> patch(JsonNode live) {
        ObjectNode annotations = JSON.createObjectNode();
        for (String key : KEYS) {
            JsonNode now = said(wanted, key);
            if (now.equals(said(live, key))) {
                continue;
            }
            if (!now.isMissingNode()) {
                annotations.set(key, now);
            } else if (saidByUs(live, key)) {
                annotations.putNull(key);
            }
        }
        if (annotations.isEmpty() || !isOurs(live)) {
            return Optional.empty();
        }
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata")
                .put(
                        "resourceVersion",
                        live.path("metadata").path("resourceVersion").asText())
                .set("annotations", annotations);
        return Optional.of(patch);
    }

    private static boolean saidByUs(JsonNode live, String key) {
        return StreamSupport.stream(live.path("metadata").path("managedFields").spliterator(), false)
                .filter(entry -> entry.path("manager").asText().equals(FieldManagers.FLUX))
                .anyMatch(entry -> entry.path("fieldsV1")
                        .path("f:metadata")
                        .path("f:annotations")
                        .has("f:" + key));
    }

    private static JsonNode said(JsonNode object, String key) {
        return object.path("metadata").path("annotations").path(key);
    }
}
