// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.ApplyOrder;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Applies the objects of a folder with Flux's field manager: definitions and namespaces first and waited for, the rest after.
 * What is applied is learned at once, so that the own write is not taken for drift.
 */
final class FolderApply {

    private static final int UNPROCESSABLE = 422;
    private static final Duration DEFINITIONS_TIMEOUT = Duration.ofSeconds(30);

    private final KindWatches watches;
    private final ObjectApi own;
    private final LongAdder applies = new LongAdder();

    /** @param own the agent's own rights, to wait for what a service account may not be allowed to watch */
    FolderApply(KindWatches watches, ObjectApi own) {
        this.watches = watches;
        this.own = own;
    }

    /** How many server-side applies were sent since the start. */
    long count() {
        return applies.sum();
    }

    /** Objects already applied when one fails stay applied; the failure names the object. */
    List<Observed> apply(List<GenericKubernetesResource> objects, ObjectApi api, boolean force) {
        List<Observed> results = new ArrayList<>();
        List<GenericKubernetesResource> definitions = objects.stream()
                .filter(object -> ApplyOrder.isDefinition(object.getKind()))
                .toList();
        for (GenericKubernetesResource definition : definitions) {
            applyOne(definition, api, force, results);
        }
        for (GenericKubernetesResource definition : definitions) {
            awaitServed(definition);
        }
        for (GenericKubernetesResource object : objects) {
            if (!ApplyOrder.isDefinition(object.getKind())) {
                applyOne(object, api, force, results);
            }
        }
        return results;
    }

    private void applyOne(GenericKubernetesResource object, ObjectApi api, boolean force, List<Observed> results) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        String mode = annotations == null ? "" : annotations.getOrDefault(FluxNames.SSA, "");
        boolean disabled = annotations != null && "disabled".equals(annotations.get(FluxNames.RECONCILE));
        if (disabled || mode.equalsIgnoreCase("Ignore")) {
            return;
        }
        Kind kind = api.kinds().require(object.getApiVersion(), object.getKind());
        if (mode.equalsIgnoreCase("IfNotPresent") && exists(object, kind, api)) {
            return;
        }
        boolean recreate = force || (annotations != null && "enabled".equals(annotations.get(FluxNames.FORCE)));
        try {
            results.add(watches.learn(send(object, api)));
        } catch (KubernetesClientException refused) {
            if (!recreate || !immutable(refused)) {
                throw refused;
            }
            api.delete(kind, namespace(object), object.getMetadata().getName(), null);
            results.add(watches.learn(send(object, api)));
        }
    }

    private GenericKubernetesResource send(GenericKubernetesResource object, ObjectApi api) {
        applies.increment();
        return api.apply(object, FieldManagers.FLUX, true);
    }

    private static boolean exists(GenericKubernetesResource object, Kind kind, ObjectApi api) {
        return api.get(kind, namespace(object), object.getMetadata().getName()).isPresent();
    }

    private static boolean immutable(KubernetesClientException refused) {
        return refused.getCode() == UNPROCESSABLE
                || (refused.getCode() == HttpURLConnection.HTTP_BAD_REQUEST
                        && String.valueOf(refused.getMessage()).contains("immutable"));
    }

    /** The API server needs a moment to serve a new kind; objects of it sent before are refused. */
    private void awaitServed(GenericKubernetesResource definition) {
        if (definition.getKind().equals("CustomResourceDefinition")) {
            Kind kind = own.kinds().require(definition.getApiVersion(), definition.getKind());
            own.await(kind, "", definition.getMetadata().getName(), FolderApply::established, DEFINITIONS_TIMEOUT);
        }
    }

    private static boolean established(GenericKubernetesResource live) {
        for (JsonNode condition : ObjectApi.tree(live).path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Established")
                    && condition.path("status").asText().equals("True")) {
                return true;
            }
        }
        return false;
    }

    private static String namespace(GenericKubernetesResource object) {
        return ObjectRef.of(object).namespace();
    }
}
