// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.policy.FieldPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of an object's last apply, on the object itself so that a new process knows it too: which version it was, what the
 * fields said whose change makes it be made anew, and the values that are kept through versions.
 */
record Memo(String version, String recreate, Map<String, JsonNode> kept) {

    static final String ANNOTATION = "policy.paddock.dev/applied";
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    private static final Memo NOTHING = new Memo("", "", Map.of());

    /** Of an object on the cluster; one that was never applied, or whose memo somebody spoilt, has none. */
    static Memo of(JsonNode live) {
        String text = live.path("metadata").path("annotations").path(ANNOTATION).asText("");
        try {
            JsonNode memo = JSON.readTree(text);
            Map<String, JsonNode> kept = new TreeMap<>();
            memo.path("kept").properties().forEach(field -> kept.put(field.getKey(), field.getValue()));
            return new Memo(
                    memo.path("version").asText(""), memo.path("recreate").asText(""), kept);
        } catch (JsonProcessingException spoilt) {
            return NOTHING;
        }
    }

    void writeTo(ObjectNode object) {
        ObjectNode memo = JSON.createObjectNode().put("version", version);
        if (!recreate.isEmpty()) {
            memo.put("recreate", recreate);
        }
        if (!kept.isEmpty()) {
            ObjectNode values = memo.putObject("kept");
            kept.forEach(values::set);
        }
        object.withObject("/metadata").withObject("/annotations").put(ANNOTATION, memo.toString());
    }

    static String versionOf(ObjectNode desired) {
        return hash(desired);
    }

    /** Empty where no field is named. */
    static String recreateOf(ObjectNode desired, List<FieldPath> fields) {
        if (fields.isEmpty()) {
            return "";
        }
        ObjectNode values = JSON.createObjectNode();
        fields.forEach(field -> {
            JsonNode value = field.in(desired);
            values.set(field.toString(), value.isMissingNode() ? values.nullNode() : value);
        });
        return hash(values);
    }

    private static String hash(ObjectNode tree) {
        try {
            // Only maps are sorted when they are written, trees are not.
            byte[] text =
                    JSON.writeValueAsString(JSON.treeToValue(tree, Map.class)).getBytes(StandardCharsets.UTF_8);
            return Digest.of(text).hex().substring(0, 16);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always writable", impossible);
        }
    }
}
