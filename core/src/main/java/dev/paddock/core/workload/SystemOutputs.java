// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The system outputs as one cluster sees them; what is not configured has no entry. */
public final class SystemOutputs {

    private final EnumMap<SystemOutput, JsonNode> values;

    public SystemOutputs(Map<SystemOutput, JsonNode> values) {
        this.values = new EnumMap<>(SystemOutput.class);
        this.values.putAll(values);
    }

    public Optional<JsonNode> get(SystemOutput output) {
        return Optional.ofNullable(values.get(output));
    }

    /** The same outputs seen from another cluster. */
    public SystemOutputs with(SystemOutput output, JsonNode value) {
        SystemOutputs copy = new SystemOutputs(values);
        copy.values.put(output, value);
        return copy;
    }
}
