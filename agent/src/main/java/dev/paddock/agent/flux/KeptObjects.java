// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.apply.SharedObjects;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.flux.Kustomization;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;

/**
 * What a Kustomization wants no longer but has to delete when it goes itself. It is noted on the Kustomization and not in its
 * inventory: the inventory is what is wanted, and its health is asked for.
 */
final class KeptObjects {

    static final String ANNOTATION = "policy.paddock.dev/kept";
    /** All annotations of an object together may have 256 KiB. */
    static final int MOST = 100 * 1024;

    private static final int ROUNDS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PatchContext AS_AGENT = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FieldManagers.AGENT)
            .build();

    private final KubernetesClient client;
    private final ObjectApi own;
    private final SharedObjects shared;
    private final Lister<Kustomization> kustomizations;

    KeptObjects(FluxParts parts, Lister<Kustomization> kustomizations) {
        this.client = parts.client();
        this.own = parts.api();
        this.shared = new SharedObjects(own);
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
                read = resource(NamespacedName.of(kustomization)).require();
            }
        }
    }

    /**
     * Has another folder of the deployment keep objects from now on. First it is noted that it does, and only then are they its own: who
     * is deleted in between finds them noted, and those that are not its own yet are deleted by who still has them.
     *
     * @param rights to write to the objects with
     * @return whether it has them; not one that is being deleted, or that was written to at the same moment
     */
    boolean handOn(Inventory objects, NamespacedName from, NamespacedName heir, ObjectApi rights) {
        Kustomization live = resource(heir).get();
        // Without the finalizer it could go and leave them behind.
        if (live == null || live.isMarkedForDeletion() || !live.hasFinalizer(FluxNames.FINALIZER)) {
            return false;
        }
        try {
            note(live, of(live).plus(objects));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT
                    && refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw refused;
            }
            return false;
        }
        for (ObjectRef ref : objects.refs()) {
            own.kinds()
                    .find(objects.apiVersion(ref), ref.kind())
                    .ifPresent(kind -> shared.give(ref, kind, from, heir, rights));
        }
        return true;
    }

    /** Onto the very version that was read; another one is a conflict. */
    private Kustomization note(Kustomization read, Inventory kept) {
        String text = text(kept);
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata")
                .put("resourceVersion", read.getMetadata().getResourceVersion())
                .putObject("annotations")
                .put(ANNOTATION, text.isEmpty() ? null : text);
        return resource(NamespacedName.of(read)).patch(AS_AGENT, patch.toString());
    }

    /** What somebody else deleted is dropped once there is too much to note. */
    private String text(Inventory kept) {
        String all = kept.text();
        if (all.length() <= MOST) {
            return all;
        }
        List<ObjectRef> there =
                kept.refs().stream().filter(ref -> isThere(kept, ref)).toList();
        String rest = kept.only(there).text();
        if (rest.length() > MOST) {
            throw new IllegalStateException("there are " + there.size() + " objects of older versions, more than can be"
                    + " noted: delete those that nobody needs, or have the policy garbage-collect keep fewer"
                    + " (keepLegacyResource, and rules with onAppDelete)");
        }
        return rest;
    }

    private boolean isThere(Inventory kept, ObjectRef ref) {
        return own.kinds()
                .find(kept.apiVersion(ref), ref.kind())
                .flatMap(kind -> own.get(kind, ref.namespace(), ref.name()))
                .isPresent();
    }

    private Resource<Kustomization> resource(NamespacedName name) {
        return client.resources(Kustomization.class)
                .inNamespace(name.namespace())
                .withName(name.name());
    }

    private static Inventory of(ObjectMeta metadata) {
        Map<String, String> annotations = metadata.getAnnotations();
        return Inventory.ofText(annotations == null ? "" : annotations.getOrDefault(ANNOTATION, ""));
    }
}
