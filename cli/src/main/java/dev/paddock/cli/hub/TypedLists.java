// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects of Paddock's own kinds as their types. A kind the hub does not have, or hides from this user, has none. */
public final class TypedLists {
    private final Hub hub;
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    public TypedLists(Hub hub) {
        this.hub = hub;
    }

    public <T extends HasMetadata> List<T> everywhere(Class<T> type) {
        return everywhere(type, Query.none());
    }

    public <T extends HasMetadata> List<T> everywhere(Class<T> type, Query query) {
        return list(path(type, "") + query, type);
    }

    public <T extends HasMetadata> List<T> in(String namespace, Class<T> type) {
        return in(namespace, type, Query.none());
    }

    public <T extends HasMetadata> List<T> in(String namespace, Class<T> type, Query query) {
        return list(path(type, "/namespaces/" + ResourceType.encode(namespace)) + query, type);
    }

    public <T extends HasMetadata> Optional<T> find(String namespace, String name, Class<T> type) {
        return hub.find(path(type, "/namespaces/" + ResourceType.encode(namespace)) + "/" + ResourceType.encode(name))
                .map(object -> convert(object, type));
    }

    public <T> T convert(JsonNode object, Class<T> type) {
        return serialization.convertValue(object, type);
    }

    private <T extends HasMetadata> List<T> list(String path, Class<T> type) {
        List<T> items = new ArrayList<>();
        try {
            hub.get(path).path("items").forEach(item -> items.add(convert(item, type)));
        } catch (ApiFailure failure) {
            if (!failure.notFound() && !failure.forbidden()) {
                throw failure;
            }
        }
        return items;
    }

    private static String path(Class<? extends HasMetadata> type, String scope) {
        String group = HasMetadata.getGroup(type);
        String base = group.isEmpty() ? "/api/" : "/apis/" + group + "/";
        return base + HasMetadata.getVersion(type) + scope + "/" + HasMetadata.getPlural(type);
    }
}
