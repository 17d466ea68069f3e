// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Lister;
import dev.paddock.api.flux.Kustomization;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Map;

/**
 * What a Kustomization wants no longer but has to delete when it goes itself. It is noted on the Kustomization and not in its
 * inventory: the inventory is what is wanted, and its health is asked for.
 */
final class KeptObjects {

    static final String ANNOTATION = "policy.paddock.dev/kept";
    private static final int ROUNDS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PatchContext AS_AGENT = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FieldManagers.AGENT)
            .build();

    private final KubernetesClient client;
    private final Lister<Kustomization> kustomizations;

    KeptObjects(FluxParts parts, Lister<Kustomization> kustomizations) {
        this.client = parts.client();
        this.kustomizations = kustomizations;
    }

    static Inventory of(Kustomization kustomization) {
        return of(kustomization.getMetadata());
    }

    /**
     * @param wanted what is wanted now, and so kept for another reason
     * @param left what was wanted before and stays until the Kustomization goes
     * @return the Kustomization to go on with; where others wrote to it too the one given, so that what they wrote is not passed over
     */
    Kustomization change(Kustomization kustomization, Inventory wanted, Inventory left) {
        if (left.isEmpty() && of(kustomization).only(wanted.refs()).isEmpty()) {
            return kustomization;
        }
        Kustomization read = kustomization;
        for (int round = 0; ; round++) {
            try {
                Kustomization stored = note(read, of(read).minus(wanted).plus(left));
                kustomizations.wrote(stored);
                return round == 0 ? stored : kustomization;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT || round == ROUNDS) {
                    throw refused;
                }
                read = resource(kustomization).require();
            }
        }
    }

    /** Onto the very version that was read; another one is a conflict. */
    private Kustomization note(Kustomization read, Inventory kept) {
        String text = kept.text();
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata")
                .put("resourceVersion", read.getMetadata().getResourceVersion())
                .putObject("annotations")
                .put(ANNOTATION, text.isEmpty() ? null : text);
        return resource(read).patch(AS_AGENT, patch.toString());
    }

    private Resource<Kustomization> resource(Kustomization kustomization) {
        return client.resources(Kustomization.class)
                .inNamespace(kustomization.getMetadata().getNamespace())
                .withName(kustomization.getMetadata().getName());
    }

    private static Inventory of(ObjectMeta metadata) {
        Map<String, String> annotations = metadata.getAnnotations();
        return Inventory.ofText(annotations == null ? "" : annotations.getOrDefault(ANNOTATION, ""));
    }
}
