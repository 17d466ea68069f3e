// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What becomes of one object.
 *
 * @param called its kind and name
 * @param taken whether it is written
 * @param reasons why it is not taken
 * @param notes what is different here though it is taken
 */
record Verdict(String file, String called, boolean taken, List<String> reasons, List<String> notes) {
    Verdict {
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("file", file)
                .put("object", called)
                .put("taken", taken);
        reasons.forEach(json.putArray("reasons")::add);
        notes.forEach(json.putArray("notes")::add);
        return json;
    }
}
