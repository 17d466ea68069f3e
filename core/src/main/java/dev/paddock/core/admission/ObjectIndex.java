// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** The objects on the hub as its caches know them; a little behind the truth, never ahead of it. */
public interface ObjectIndex {
    /** @param namespace empty for kinds without one */
    <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name);

    <T extends HasMetadata> List<T> list(Class<T> kind);

    /** Those of one namespace. */
    default <T extends HasMetadata> List<T> list(Class<T> kind, String namespace) {
        return list(kind).stream()
                .filter(object -> namespace.equals(object.getMetadata().getNamespace()))
                .toList();
    }
}
