// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.hub.ApiFailure;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.ResourceType;
import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds objects by name, and where there is none, says which one may have been meant and where it is. */
public final class Lookup {
    private final Hub hub;

    public Lookup(Hub hub) {
        this.hub = hub;
    }

    public JsonNode get(ResourceType type, String namespace, String name, String accept) {
        try {
            return hub.get(type.path(namespace, name), accept);
        } catch (ApiFailure failure) {
            throw failure.notFound() ? missing(type, namespace, name) : failure;
        }
    }

    /** The failure to tell about a name that does not exist. */
    CliException missing(ResourceType type, String namespace, String name) {
        String what = "there is no " + type.called(name) + (type.namespaced() ? " in namespace " + namespace : "");
        List<String> near = new ArrayList<>();
        String elsewhere = null;
        for (JsonNode item : everywhere(type)) {
            String itemName = item.path("metadata").path("name").asText();
            String itemNamespace = item.path("metadata").path("namespace").asText();
            if (itemName.equals(name)) {
                elsewhere = itemNamespace;
            } else if (itemNamespace.equals(namespace) || !type.namespaced()) {
                near.add(itemName);
            }
        }
        return new CliException(
                ExitCode.NOT_FOUND,
                what + (elsewhere == null ? Suggestion.text(name, near) : ", but there is one in " + elsewhere),
                elsewhere == null ? null : "add -n " + elsewhere);
    }

    /** Every object of the kind this user may list; none where he may not, since this only improves a message. */
    private JsonNode everywhere(ResourceType type) {
        try {
            return hub.get(type.path((String) null)).path("items");
        } catch (ApiFailure notPermitted) {
            return MissingNode.getInstance();
        }
    }

    /** The objects of one kind in a namespace, everywhere if that is null. */
    public List<JsonNode> list(ResourceType type, @Nullable String namespace) {
        List<JsonNode> items = new ArrayList<>();
        hub.get(type.path(namespace)).path("items").forEach(items::add);
        return items;
    }
}
