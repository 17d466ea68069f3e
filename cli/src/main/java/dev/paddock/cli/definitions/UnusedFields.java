// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of KubeVela's definitions that change nothing here, each with what its author should know. */
final class UnusedFields {

    private static final Map<String, String> WORDS = words();

    private UnusedFields() {}

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("extension", "is for other programs and changes nothing");
        words.put("definitionRef", "is not read: the objects a template makes say their kind themselves");
        words.put("controlPlaneOnly", "changes nothing: a trait's objects go to the clusters of its component");
        words.put("manageWorkload", "changes nothing: a trait changes the component's object by its patch");
        words.put("stage", "changes nothing: a component's objects are delivered together");
        words.put("status.details", "is not shown; customStatus is");
        return words;
    }

    /** The fields that are written, and for each what to know, in one text that begins with the path. */
    static Map<String, String> of(JsonNode object) {
        Map<String, String> found = new LinkedHashMap<>();
        WORDS.forEach((field, text) -> {
            JsonNode given = object.at("/spec/" + field.replace('.', '/'));
            boolean off = given.isMissingNode()
                    || given.isNull()
                    || given.isBoolean() && !given.booleanValue()
                    || given.asText().equals("DefaultDispatch");
            if (!off) {
                found.put("spec." + field, "spec." + field + " " + text);
            }
        });
        return found;
    }
}
