// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.admission;

import dev.paddock.core.admission.ObjectIndex;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Asks the API server every time, so that a test need not wait for a cache. */
record LiveIndex(KubernetesClient client) implements ObjectIndex {
    @Override
    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name) {
        return list(kind).stream()
                .filter(object -> name.equals(object.getMetadata().getName()))
                .filter(object -> namespace.equals(
                        Objects.requireNonNullElse(object.getMetadata().getNamespace(), "")))
                .findFirst();
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind) {
        return client.resources(kind).inAnyNamespace().list().getItems();
    }
}
