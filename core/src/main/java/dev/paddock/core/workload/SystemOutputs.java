// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The system outputs as one cluster sees them; what is not configured has no entry. And who installs charts there. */
public final class SystemOutputs {

    private final EnumMap<SystemOutput, JsonNode> values;
    private final boolean installsReleases;

    public SystemOutputs(Map<SystemOutput, JsonNode> values) {
        this(values, false);
    }

    private SystemOutputs(Map<SystemOutput, JsonNode> values, boolean installsReleases) {
        this.installsReleases = installsReleases;
        this.values = new EnumMap<>(SystemOutput.class);
        this.values.putAll(values);
    }

    public Optional<JsonNode> get(SystemOutput output) {
        return Optional.ofNullable(values.get(output));
    }

    /** The same outputs seen from another cluster. */
    public SystemOutputs with(SystemOutput output, JsonNode value) {
        SystemOutputs copy = new SystemOutputs(values, installsReleases);
        copy.values.put(output, value);
        return copy;
    }

    /** The same outputs where a controller installs HelmReleases, or where none does. */
    public SystemOutputs installingReleases(boolean installs) {
        return new SystemOutputs(values, installs);
    }

    public boolean installsReleases() {
        return installsReleases;
    }
}
