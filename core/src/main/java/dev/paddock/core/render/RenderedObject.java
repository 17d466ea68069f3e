// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object as it shall be on the spoke.
 *
 * @param path the property it came from, for errors about it
 * @param namespaced whether it lives in a namespace; then it has one
 */
public record RenderedObject(String component, int priority, String path, boolean namespaced, ObjectNode object) {

    public String kind() {
        return object.path("kind").asText();
    }

    public String apiVersion() {
        return object.path("apiVersion").asText();
    }

    public String name() {
        return object.path("metadata").path("name").asText();
    }

    /** Blank for a cluster-scoped object. */
    public String namespace() {
        return namespaced ? object.path("metadata").path("namespace").asText() : "";
    }

    /** {@code Kind.group}, as a Project lists kinds. */
    public String kindGroup() {
        return KubernetesScopes.kindGroup(apiVersion(), kind());
    }

    /** What makes it the same object, whatever its version. */
    String identity() {
        return kindGroup() + " " + namespace() + "/" + name();
    }
}
