// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One object of a manifest file.
 *
 * @param positions where each field path was written
 * @param start where the document begins
 */
public record Manifest(ObjectNode object, Position start, Map<String, Position> positions) {
    public Manifest {
        positions = Map.copyOf(positions);
    }

    public String apiVersion() {
        return object.path("apiVersion").asText();
    }

    public String kind() {
        return object.path("kind").asText();
    }

    public String name() {
        return object.path("metadata").path("name").asText();
    }

    /** The namespace as written, empty if none is. */
    public String namespace() {
        return object.path("metadata").path("namespace").asText();
    }

    /** Where a field was written; for a field that was not, the nearest one around it. */
    public Position at(String path) {
        String normal = FieldPath.indexed(path, object);
        for (String candidate = normal; !candidate.isEmpty(); candidate = FieldPath.parent(candidate)) {
            Position position = positions.get(candidate);
            if (position != null) {
                return position;
            }
        }
        return start;
    }
}
