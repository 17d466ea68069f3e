// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Writes status and finalizers of a kind that the agent reports on, only when they changed and only over the version they were computed
 * from: a conflict is an exception and the key is handled again.
 */
public final class StatusWriter<S, T extends CustomResource<?, S>> {

    private final KubernetesClient client;
    private final Lister<T> lister;

    public StatusWriter(KubernetesClient client, Lister<T> lister) {
        this.client = client;
        this.lister = lister;
    }

    /** Returns the object as it is stored now. */
    public T write(T object, S status) {
        if (Objects.equals(object.getStatus(), status)) {
            return object;
        }
        T changed = client.getKubernetesSerialization().clone(object);
        changed.setStatus(status);
        T stored = client.resource(changed).updateStatus();
        lister.wrote(stored);
        return stored;
    }

    public T addFinalizer(T object, String finalizer) {
        return object.hasFinalizer(finalizer)
                ? object
                : editFinalizers(object, names -> {
                    names.add(finalizer);
                    return names;
                });
    }

    public void removeFinalizer(T object, String finalizer) {
        if (object.hasFinalizer(finalizer)) {
            editFinalizers(object, names -> {
                names.remove(finalizer);
                return names;
            });
        }
    }

    private T editFinalizers(T object, UnaryOperator<List<String>> edit) {
        T changed = client.getKubernetesSerialization().clone(object);
        List<String> before = changed.getMetadata().getFinalizers();
        changed.getMetadata().setFinalizers(edit.apply(before == null ? new ArrayList<>() : new ArrayList<>(before)));
        T stored = client.resource(changed).update();
        lister.wrote(stored);
        return stored;
    }
}
