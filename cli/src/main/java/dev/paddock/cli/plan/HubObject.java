// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.hub.Answer;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.hub.ResourceType;
import dev.paddock.core.plan.ContentDiff;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One document and its place on the hub.
 *
 * @param object as it was written, with its namespace
 */
record HubObject(ResourceType type, ObjectNode object, String path) {
    private static final String FIELD_MANAGER = "paddock";
    private static final String APPLY_PATCH = "application/apply-patch+yaml";

    /** @param namespace of documents that name none, which one that does must not contradict */
    static HubObject of(Discovery served, Hub hub, ObjectNode written, @Nullable String namespace) {
        String apiVersion = written.path("apiVersion").asText();
        String kind = written.path("kind").asText();
        ResourceType type = served.find(apiVersion, kind).orElseThrow(() -> served.unknown(apiVersion, kind));
        ObjectNode object = written.deepCopy();
        ObjectNode metadata = object.withObject("/metadata");
        metadata.remove("managedFields");
        String where = null;
        if (type.namespaced()) {
            String own = metadata.path("namespace").asText();
            if (namespace != null && !own.isEmpty() && !own.equals(namespace)) {
                throw new CliException(
                        ExitCode.USAGE,
                        "metadata.namespace: Invalid value: \"" + own + "\": -n asks for \"" + namespace + "\"",
                        null);
            }
            where = own.isEmpty() ? (namespace == null ? hub.namespace() : namespace) : own;
            metadata.put("namespace", where);
        }
        return new HubObject(
                type, object, type.path(where, metadata.path("name").asText()));
    }

    boolean is(String kind) {
        return type.kind().equals(kind);
    }

    String namespace() {
        return object.at("/metadata/namespace").asText();
    }

    String name() {
        return object.at("/metadata/name").asText();
    }

    /** {@code Deployment team/web}. */
    String called() {
        return ContentDiff.called(object);
    }

    Optional<ObjectNode> live(Hub hub) {
        return hub.find(path).map(HubObject::asObject);
    }

    /** What the object would be. */
    ObjectNode dryRun(Hub hub, boolean force) {
        return asObject(send(hub, query(force).with("dryRun", "All"), object).body());
    }

    /** @param resourceVersion of the object that may be changed; empty to create one */
    Answer apply(Hub hub, boolean force, Optional<String> resourceVersion) {
        ObjectNode sent = object.deepCopy();
        resourceVersion.ifPresent(version -> sent.withObject("/metadata").put("resourceVersion", version));
        return send(hub, query(force), sent);
    }

    private static Query query(boolean force) {
        Query query = Query.none().with("fieldManager", FIELD_MANAGER).with("fieldValidation", "Strict");
        return force ? query.with("force", "true") : query;
    }

    private Answer send(Hub hub, Query query, ObjectNode body) {
        return hub.send("PATCH", path + query, Hub.JSON, APPLY_PATCH, body);
    }

    private static ObjectNode asObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new CliException(ExitCode.ERROR, "the hub answered something that is no object", null);
    }
}
