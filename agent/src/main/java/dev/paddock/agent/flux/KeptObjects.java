// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.api.flux.Kustomization;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/**
 * What a Kustomization wants no longer but has to delete when it goes itself. It is noted on the Kustomization and not in its
 * inventory: the inventory is what is wanted, and its health is asked for.
 */
final class KeptObjects {

    static final String ANNOTATION = "policy.paddock.dev/kept";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectApi own;

    KeptObjects(ObjectApi own) {
        this.own = own;
    }

    static Inventory of(Kustomization kustomization) {
        return of(kustomization.getMetadata());
    }

    /**
     * @param wanted what is wanted now, and so kept for another reason
     * @param left what was wanted before and stays until the Kustomization goes
     */
    void change(Kustomization kustomization, Inventory wanted, Inventory left) {
        if (left.isEmpty() && of(kustomization).only(wanted.refs()).isEmpty()) {
            return;
        }
        Kind kind = own.kinds().require(kustomization.getApiVersion(), kustomization.getKind());
        String namespace = kustomization.getMetadata().getNamespace();
        String name = kustomization.getMetadata().getName();
        // What is watched may not know yet what was noted a moment ago.
        Inventory noted = own.get(kind, namespace, name)
                .map(live -> of(live.getMetadata()))
                .orElse(of(kustomization));
        Inventory kept = noted.minus(wanted).plus(left);
        ObjectNode patch = JSON.createObjectNode();
        patch.withObject("/metadata/annotations").put(ANNOTATION, kept.isEmpty() ? null : kept.text());
        own.mergePatch(kind, namespace, name, patch.toString());
    }

    private static Inventory of(ObjectMeta metadata) {
        Map<String, String> annotations = metadata.getAnnotations();
        return Inventory.ofText(annotations == null ? "" : annotations.getOrDefault(ANNOTATION, ""));
    }
}
