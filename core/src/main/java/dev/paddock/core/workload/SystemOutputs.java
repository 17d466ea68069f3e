// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The system outputs as one cluster sees them; what is not configured has no entry. */
public final class SystemOutputs {

    private final EnumMap<SystemOutput, JsonNode> values;
    private final Map<String, String> claims;

    public SystemOutputs(Map<SystemOutput, JsonNode> values) {
        this(values, Map.of());
    }

    private SystemOutputs(Map<SystemOutput, JsonNode> values, Map<String, String> claims) {
        this.claims = Map.copyOf(claims);
        this.values = new EnumMap<>(SystemOutput.class);
        this.values.putAll(values);
    }

    public Optional<JsonNode> get(SystemOutput output) {
        return Optional.ofNullable(values.get(output));
    }

    /** What the cluster claims of itself; empty if it claims nothing of the name. */
    public Optional<String> claim(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    /** The same outputs of a cluster that claims this of itself. */
    public SystemOutputs claiming(Map<String, String> all) {
        return new SystemOutputs(values, all);
    }

    /** The same outputs seen from another cluster. */
    public SystemOutputs with(SystemOutput output, JsonNode value) {
        SystemOutputs copy = new SystemOutputs(values, claims);
        copy.values.put(output, value);
        return copy;
    }
}
