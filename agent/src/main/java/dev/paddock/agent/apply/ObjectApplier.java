// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.core.annotation.FieldValidation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends objects of one run with server-side apply and force, as Flux does, and yields where others are in the right. Lives for one run:
 * what it asks the cluster once it does not ask again.
 */
public final class ObjectApplier {

    private static final int UNPROCESSABLE = 422;
    private static final int ROUNDS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What came of an object.
     *
     * @param live empty when it was left alone
     * @param leftOut fields that the cluster's schema does not have
     */
    public record Sent(Optional<GenericKubernetesResource> live, List<String> leftOut) {}

    /**
     * @param recreate whether an object that cannot be changed into what is wanted is deleted and made anew
     * @param remake whether it is deleted and made anew, whatever has changed
     * @param validation what becomes of fields that the cluster does not know
     */
    public record Manner(ApplyMode mode, boolean recreate, boolean remake, FieldValidation validation) {}

    private final ObjectApi api;
    private final ObjectApi own;
    private final List<JsonNode> wantedAutoscalers;
    private final Map<String, List<JsonNode>> liveAutoscalers = new HashMap<>();

    /**
     * @param api the rights to write with
     * @param own the agent's own rights, to look with
     * @param wanted all objects of the run
     */
    public ObjectApplier(ObjectApi api, ObjectApi own, List<GenericKubernetesResource> wanted) {
        this.api = api;
        this.own = own;
        this.wantedAutoscalers = wanted.stream()
                .filter(object -> object.getKind().equals("HorizontalPodAutoscaler"))
                .<JsonNode>map(ObjectApi::tree)
                .toList();
    }

    /** @param live the object as it is on the cluster; empty when it is not there */
    public Sent apply(GenericKubernetesResource desired, Manner manner, Optional<JsonNode> live) {
        ObjectNode wanted = ObjectApi.tree(desired);
        if (live.isPresent() && manner.remake()) {
            remove(desired);
        } else if (live.isPresent()) {
            takenOver(manner.mode(), live.get()).ifPresent(managers -> takeOver(desired, live.get(), managers));
            if (AutoscaledReplicas.mayBeScaled(wanted)
                    && AutoscaledReplicas.isScaled(ObjectRef.of(desired), autoscalers(ObjectRef.of(desired)))) {
                wanted = AutoscaledReplicas.yielding(wanted, live.get());
            }
        }
        try {
            return leniently(wanted, desired, manner);
        } catch (KubernetesClientException refused) {
            if (!manner.recreate() || !immutable(refused)) {
                throw refused;
            }
            ObjectRef ref = ObjectRef.of(desired);
            Kind kind = api.kinds().require(desired.getApiVersion(), desired.getKind());
            api.delete(kind, ref.namespace(), ref.name(), null);
            return leniently(wanted, desired, manner);
        }
    }

    private static Optional<ArrayNode> takenOver(ApplyMode mode, JsonNode live) {
        return switch (mode) {
            case OVERRIDE -> HandEdits.takenOver(live);
            case REPLACE -> HandEdits.allTakenOver(live);
            case MERGE, IF_NOT_PRESENT, IGNORE -> Optional.empty();
        };
    }

    /** What is still on its way out is waited for: sent now it would only be changed, and then be gone. */
    private void remove(GenericKubernetesResource desired) {
        ObjectRef ref = ObjectRef.of(desired);
        Kind kind = api.kinds().require(desired.getApiVersion(), desired.getKind());
        api.delete(kind, ref.namespace(), ref.name(), null);
        if (own.get(kind, ref.namespace(), ref.name()).isPresent()) {
            throw new IllegalStateException(ref + " is being deleted to be made anew; it is made when what holds it up"
                    + " (a finalizer, or pods that end) has let go");
        }
    }

    /** Who changes what we set, as the object is now. */
    public static String otherWriters(GenericKubernetesResource desired, JsonNode live) {
        return OtherWriters.of(ObjectApi.tree(desired), live);
    }

    private Sent leniently(ObjectNode wanted, GenericKubernetesResource desired, Manner manner) {
        ObjectNode sent = wanted;
        List<String> leftOut = new ArrayList<>();
        for (int round = 0; ; round++) {
            try {
                return new Sent(Optional.of(api.apply(object(sent), FieldManagers.FLUX, true)), List.copyOf(leftOut));
            } catch (KubernetesClientException refused) {
                List<String> unknown = UnknownFields.named(String.valueOf(refused.getMessage()));
                if (unknown.isEmpty()) {
                    throw refused;
                }
                ObjectNode fewer = sent.deepCopy();
                boolean removed = unknown.stream().allMatch(path -> UnknownFields.remove(fewer, path));
                if (manner.validation() == FieldValidation.STRICT || !removed || round == ROUNDS) {
                    throw new UnknownFieldException(ObjectRef.of(desired), unknown, refused);
                }
                leftOut.addAll(unknown);
                sent = fewer;
            }
        }
    }

    private void takeOver(GenericKubernetesResource desired, JsonNode live, JsonNode managers) {
        ObjectRef ref = ObjectRef.of(desired);
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata")
                .put(
                        "resourceVersion",
                        live.path("metadata").path("resourceVersion").asText())
                .set("managedFields", managers);
        try {
            api.mergePatch(
                    api.kinds().require(desired.getApiVersion(), desired.getKind()),
                    ref.namespace(),
                    ref.name(),
                    patch.toString());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            // Somebody wrote at the same moment; the watch shows what, and then it is looked at again.
        }
    }

    private List<JsonNode> autoscalers(ObjectRef object) {
        List<JsonNode> all = new ArrayList<>(wantedAutoscalers);
        all.addAll(liveAutoscalers.computeIfAbsent(
                object.namespace(),
                namespace -> own
                        .kinds()
                        .find("autoscaling/v2", "HorizontalPodAutoscaler")
                        .map(kind -> own.list(kind, namespace))
                        .orElse(List.of())
                        .stream()
                        .<JsonNode>map(ObjectApi::tree)
                        .toList()));
        return all;
    }

    public static GenericKubernetesResource object(ObjectNode tree) {
        try {
            return JSON.treeToValue(tree, GenericKubernetesResource.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an object made from a tree was one before", impossible);
        }
    }

    private static boolean immutable(KubernetesClientException refused) {
        return refused.getCode() == UNPROCESSABLE
                || (refused.getCode() == HttpURLConnection.HTTP_BAD_REQUEST
                        && String.valueOf(refused.getMessage()).contains("immutable"));
    }
}
