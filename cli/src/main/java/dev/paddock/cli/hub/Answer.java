// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the hub answered to a request that it did. */
public record Answer(int code, JsonNode body, List<String> warnings) {
    private static final int CREATED = 201;

    public Answer {
        warnings = List.copyOf(warnings);
    }

    public boolean created() {
        return code == CREATED;
    }
}
