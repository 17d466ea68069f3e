// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An object's identity: group and kind without version, as two versions of a kind are the same objects. */
public record ObjectRef(String group, String kind, String namespace, String name) {

    public static ObjectRef of(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return new ObjectRef(
                groupOf(object.getApiVersion()),
                object.getKind(),
                namespace == null ? "" : namespace,
                object.getMetadata().getName());
    }

    public static String groupOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    public static String versionOf(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** {@code Kind/namespace/name} as people read it. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
    }
}
