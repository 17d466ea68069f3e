// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/** The key under which a controller queues a namespaced object of its kind. */
public record NamespacedName(String namespace, String name) {

    public static NamespacedName of(HasMetadata object) {
        return of(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    public static NamespacedName of(@Nullable String namespace, String name) {
        return new NamespacedName(namespace == null ? "" : namespace, name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
