// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.render.helm.ChartQuestion.RefusedException;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a release: those of its ConfigMaps in their order, and over them its own, as the controller merges them. A Secret is never
 * read: what is rendered is kept in a registry.
 */
final class ReleaseValues {

    private static final String DEFAULT_KEY = "values.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final ReferencedObjects objects;
    private final String namespace;

    ReleaseValues(ReferencedObjects objects, String namespace) {
        this.objects = objects;
        this.namespace = namespace;
    }

    ObjectNode of(JsonNode spec) throws RefusedException {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (JsonNode reference : spec.path("valuesFrom")) {
            Optional<String> text = text(reference);
            if (text.isPresent()) {
                merge(reference, text.get(), merged);
            }
        }
        if (spec.path("values") instanceof ObjectNode own) {
            over(merged, own);
        }
        return merged;
    }

    private Optional<String> text(JsonNode reference) throws RefusedException {
        String kind = reference.path("kind").asText();
        String name = reference.path("name").asText();
        if (!kind.equals("ConfigMap")) {
            throw new RefusedException(("values of %s %s would be in what is rendered, for all to read: declare a variable with "
                            + "valueFrom.secretRef, and write {{ .var.<name> }} as the value; clusters with Flux's "
                            + "helm-controller read them themselves")
                    .formatted(kind, name));
        }
        String key = reference.path("valuesKey").asText(DEFAULT_KEY);
        Optional<String> text = objects.find(kind, namespace, name)
                .map(found -> found.path("data").path(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
        if (text.isEmpty() && !reference.path("optional").asBoolean()) {
            throw new RefusedException("there is no ConfigMap %s with the key %s in namespace %s; create it, or say optional: true"
                    .formatted(name, key, namespace));
        }
        return text;
    }

    private static void merge(JsonNode reference, String text, ObjectNode merged) throws RefusedException {
        String path = reference.path("targetPath").asText();
        if (!path.isEmpty()) {
            at(merged, path, text.strip());
            return;
        }
        JsonNode read;
        try {
            read = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RefusedException("the values in ConfigMap %s are no YAML: %s"
                    .formatted(reference.path("name").asText(), e.getOriginalMessage()));
        }
        if (read instanceof ObjectNode values) {
            over(merged, values);
        } else if (!read.isMissingNode() && !read.isNull()) {
            throw new RefusedException("the values in ConfigMap %s are no map; name a targetPath for a single one"
                    .formatted(reference.path("name").asText()));
        }
    }

    /** A single value at a path of names; lists and names with dots are refused rather than read otherwise than Helm does. */
    private static void at(ObjectNode merged, String path, String text) throws RefusedException {
        if (!path.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*") || text.matches("(?s).*[,={}\\[\\]\\\\].*")) {
            throw new RefusedException("targetPath \"" + path + "\" is read here only with plain names, and for a value without "
                    + "commas, brackets and equals signs: write the value into a values.yaml of the ConfigMap");
        }
        String[] names = path.split("\\.", -1);
        ObjectNode parent = merged;
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode next = parent.path(names[i]);
            parent = next instanceof ObjectNode object ? object : parent.putObject(names[i]);
        }
        parent.set(names[names.length - 1], single(text));
    }

    /** As Helm takes a value of its command line: what looks like a number or a boolean is one. */
    private static JsonNode single(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (text.matches("true|false")) {
            return json.booleanNode(text.equals("true"));
        }
        if (text.equals("null")) {
            return json.nullNode();
        }
        return text.matches("0|-?[1-9][0-9]{0,17}") ? json.numberNode(Long.parseLong(text)) : json.textNode(text);
    }

    /** Maps are merged, anything else is replaced. */
    private static void over(ObjectNode base, ObjectNode stronger) {
        for (Map.Entry<String, JsonNode> field : stronger.properties()) {
            if (field.getValue() instanceof ObjectNode above && base.get(field.getKey()) instanceof ObjectNode below) {
                over(below, above);
            } else {
                base.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }
}
