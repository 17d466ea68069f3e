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
 * What is remembered of an object's last apply, on the object itself so that a new process knows it too.
 *
 * @param version which one it was
 * @param recreate what the fields said whose change makes it be made anew, hashed, by path
 * @param kept the values that are kept through versions, by path
 */
record Memo(String version, Map<String, String> recreate, Map<String, JsonNode> kept) {

    static final String ANNOTATION = "policy.paddock.dev/applied";
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    private static final Memo NOTHING = new Memo("", Map.of(), Map.of());

    /** Of an object on the cluster; one that was never applied, or whose memo somebody spoilt, has none. */
    static Memo of(JsonNode live) {
        String text = live.path("metadata").path("annotations").path(ANNOTATION).asText("");
        try {
            JsonNode memo = JSON.readTree(text);
            Map<String, JsonNode> kept = new TreeMap<>();
            memo.path("kept").properties().forEach(field -> kept.put(field.getKey(), field.getValue()));
            Map<String, String> recreate = new TreeMap<>();
            memo.path("recreate")
                    .properties()
                    .forEach(field ->
                            recreate.put(field.getKey(), field.getValue().asText()));
            return new Memo(memo.path("version").asText(""), recreate, kept);
        } catch (JsonProcessingException spoilt) {
            return NOTHING;
        }
    }

    void writeTo(ObjectNode object) {
        ObjectNode memo = JSON.createObjectNode().put("version", version);
        if (!recreate.isEmpty()) {
            ObjectNode hashes = memo.putObject("recreate");
            recreate.forEach(hashes::put);
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

    static Map<String, String> recreateOf(ObjectNode desired, List<FieldPath> fields) {
        Map<String, String> hashes = new TreeMap<>();
        fields.forEach(field -> {
            JsonNode value = field.in(desired);
            ObjectNode holder = JSON.createObjectNode();
            holder.set("value", value.isMissingNode() ? holder.nullNode() : value);
            hashes.put(field.toString(), hash(holder));
        });
        return hashes;
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
