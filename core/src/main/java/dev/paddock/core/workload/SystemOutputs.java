// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The system outputs as one cluster sees them; what is not configured has no entry. And who installs charts there. */
public final class SystemOutputs {

    private final EnumMap<SystemOutput, JsonNode> values;
    private final Map<String, String> claims;
    private final boolean installsReleases;

    public SystemOutputs(Map<SystemOutput, JsonNode> values) {
        this(values, Map.of(), false);
    }

    private SystemOutputs(Map<SystemOutput, JsonNode> values, Map<String, String> claims, boolean installsReleases) {
        this.claims = Map.copyOf(claims);
        this.installsReleases = installsReleases;
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
        return new SystemOutputs(values, all, installsReleases);
    }

    /** The same outputs seen from another cluster. */
    public SystemOutputs with(SystemOutput output, JsonNode value) {
        SystemOutputs copy = new SystemOutputs(values, claims, installsReleases);
        copy.values.put(output, value);
        return copy;
    }

    /** The same outputs where a controller installs HelmReleases, or where none does. */
    public SystemOutputs installingReleases(boolean installs) {
        return new SystemOutputs(values, claims, installs);
    }

    public boolean installsReleases() {
        return installsReleases;
    }
}
