// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.cli.manifest.YamlText;
import java.util.List;

/** Whole objects as JSON or YAML, the way kubectl prints them, so that scripts written for it go on working. */
public final class ObjectText {
    private ObjectText() {}

    /** Several objects are a Kubernetes {@code List}. */
    public static ObjectNode list(List<? extends JsonNode> items) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1");
        list.putArray("items").addAll(items);
        list.put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "");
        return list;
    }

    /** Leaves out the record of who set what, which is longer than the object. */
    public static JsonNode withoutManagedFields(JsonNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        return object;
    }

    /** Ends with a line break, whatever the format. */
    public static String of(OutputFormat format, JsonNode object) {
        return switch (format) {
            case yaml -> YamlText.of(object);
            case json, table, wide, name -> object.toPrettyString() + "\n";
        };
    }
}
