// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.OwnerLabels;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.policy.Treatment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that several deliveries have. The one whose labels an object carries says what is in it; the others only note that they have
 * it too. Who goes hands it on, and the last one deletes it. Without the policy an object has one delivery, and a second one is refused
 * as long as the first is there.
 */
public final class SharedObjects {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 5;

    private final ObjectApi own;

    /** @param own the agent's own rights, to see which deliveries there are */
    public SharedObjects(ObjectApi own) {
        this.own = own;
    }

    /**
     * Whether the object says that another delivery decides what is in it, and both allow that.
     *
     * @throws IllegalStateException with the remedy where another delivery has it for itself
     */
    public boolean leads(JsonNode wanted, JsonNode live) {
        Optional<NamespacedName> other =
                owner(live).filter(owner -> !owner.equals(owner(wanted).orElse(owner)));
        if (other.isEmpty() || !otherDeployment(wanted, live) || !isThere(other.get())) {
            return false;
        }
        if (isShared(wanted) && isShared(live)) {
            return true;
        }
        String who = deployment(live);
        throw new IllegalStateException(called(wanted) + " belongs to deployment " + who + ", which is still here: "
                + (isShared(wanted)
                        ? "give " + who + " the policy shared-resource for it too"
                        : "give both the policy shared-resource for it, or take it out of one of them"));
    }

    /** Notes on the object that a delivery has it; returns the object as it is then. */
    public Optional<GenericKubernetesResource> enlist(ObjectRef ref, Kind kind, NamespacedName sharer, ObjectApi api) {
        for (int round = 0; ; round++) {
            Optional<GenericKubernetesResource> live = api.get(kind, ref.namespace(), ref.name());
            if (live.isEmpty()) {
                return live;
            }
            ObjectNode tree = ObjectApi.tree(live.get());
            Set<NamespacedName> sharers = new LinkedHashSet<>(SharedBy.of(tree));
            if (!sharers.add(sharer)) {
                return live;
            }
            ObjectNode patch = asRead(tree);
            patch.withObject("/metadata/annotations").put(SharedBy.ANNOTATION, SharedBy.text(sharers));
            tried(kind, ref, patch, api, round);
        }
    }

    /**
     * Lets a delivery go of an object that it shares; an object that was its own becomes that of the next one.
     *
     * @return whether others have it, so that it stays
     */
    public boolean handOn(ObjectRef ref, Kind kind, NamespacedName leaving, JsonNode live, ObjectApi api) {
        Set<NamespacedName> rest = new LinkedHashSet<>(SharedBy.of(live));
        owner(live).ifPresent(rest::add);
        rest.remove(leaving);
        rest.removeIf(sharer -> !isThere(sharer));
        if (rest.isEmpty()) {
            return false;
        }
        ObjectNode patch = asRead(live);
        patch.withObject("/metadata/annotations").put(SharedBy.ANNOTATION, SharedBy.text(rest));
        if (owner(live).filter(leaving::equals).isPresent()) {
            label(patch, rest.iterator().next());
        }
        // Written to since it was read: the caller is asked again and looks anew.
        api.mergePatch(kind, ref.namespace(), ref.name(), patch.toString());
        return true;
    }

    /** Gives an object of one Kustomization to another one of the same deployment; what is not that one's any more stays as it is. */
    public void give(ObjectRef ref, Kind kind, NamespacedName from, NamespacedName to, ObjectApi api) {
        for (int round = 0; ; round++) {
            Optional<ObjectNode> live = api.get(kind, ref.namespace(), ref.name())
                    .map(ObjectApi::tree)
                    .filter(tree -> owner(tree).filter(from::equals).isPresent());
            if (live.isEmpty()) {
                return;
            }
            ObjectNode patch = asRead(live.get());
            label(patch, to);
            if (tried(kind, ref, patch, api, round)) {
                return;
            }
        }
    }

    private static void label(ObjectNode patch, NamespacedName owner) {
        patch.withObject("/metadata/labels")
                .put(OwnerLabels.NAME, owner.name())
                .put(OwnerLabels.NAMESPACE, owner.namespace());
    }

    private static boolean isShared(JsonNode object) {
        return object.path("metadata")
                .path("annotations")
                .path(Treatment.SHARED)
                .asText()
                .equals("true");
    }

    public static Optional<NamespacedName> owner(JsonNode object) {
        JsonNode labels = object.path("metadata").path("labels");
        String name = labels.path(OwnerLabels.NAME).asText("");
        String namespace = labels.path(OwnerLabels.NAMESPACE).asText("");
        return name.isEmpty() || namespace.isEmpty()
                ? Optional.empty()
                : Optional.of(new NamespacedName(namespace, name));
    }

    /** A delivery that is being deleted gives its objects up. */
    private boolean isThere(NamespacedName kustomization) {
        return own.kinds()
                .find("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
                .flatMap(kind -> own.get(kind, kustomization.namespace(), kustomization.name()))
                .filter(found -> !found.isMarkedForDeletion())
                .isPresent();
    }

    /** The folders of one deployment take objects from each other freely; so do deliveries that Paddock did not make. */
    private static boolean otherDeployment(JsonNode wanted, JsonNode live) {
        String mine = deployment(wanted);
        String theirs = deployment(live);
        return !mine.isEmpty() && !theirs.isEmpty() && !mine.equals(theirs);
    }

    /** {@code project/name}; blank of an object that no deployment made. */
    private static String deployment(JsonNode object) {
        JsonNode labels = object.path("metadata").path("labels");
        String name = labels.path(Labels.APP_NAME).asText("");
        String namespace = labels.path(Labels.APP_NAMESPACE).asText("");
        return name.isEmpty() || namespace.isEmpty() ? "" : namespace + "/" + name;
    }

    private static String called(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asText("");
        return object.path("kind").asText() + "/" + (namespace.isEmpty() ? "" : namespace + "/")
                + metadata.path("name").asText();
    }

    private static ObjectNode asRead(JsonNode live) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata")
                .put(
                        "resourceVersion",
                        live.path("metadata").path("resourceVersion").asText());
        return patch;
    }

    /** @return whether it was written; not when somebody wrote at the same moment, and with what that one wrote it is tried again */
    private static boolean tried(Kind kind, ObjectRef ref, ObjectNode patch, ObjectApi api, int round) {
        try {
            api.mergePatch(kind, ref.namespace(), ref.name(), patch.toString());
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT || round == ROUNDS) {
                throw refused;
            }
            return false;
        }
    }
}
