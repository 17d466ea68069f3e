// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paddock.api.schema.ListKeys;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hub wants of a cluster; {@code hubAcceptsClient} is the administrator's consent to its joining. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManagedClusterSpec(
        List<ClientConfig> managedClusterClientConfigs,
        @Default("false") @Nullable Boolean hubAcceptsClient,
        @Default("60") @Nullable Integer leaseDurationSeconds,
        @ListKeys({"key", "effect"}) List<Taint> taints) {
    public ManagedClusterSpec {
        managedClusterClientConfigs =
                managedClusterClientConfigs == null ? List.of() : List.copyOf(managedClusterClientConfigs);
        taints = taints == null ? List.of() : List.copyOf(taints);
    }

    /** How long an agent may stay silent before the hub doubts it, as Open Cluster Management defaults it. */
    public static final int DEFAULT_LEASE_SECONDS = 60;

    /** What Paddock asks of clusters that it joins: after five renewals missed, which is three minutes, an agent is silent. */
    public static final int PADDOCK_LEASE_SECONDS = 36;

    /** Of a cluster that Paddock joins and an administrator has consented to, by asking for it. */
    public static ManagedClusterSpec joined(List<Taint> taints) {
        return new ManagedClusterSpec(List.of(), true, PADDOCK_LEASE_SECONDS, taints);
    }

    public boolean accepted() {
        return Boolean.TRUE.equals(hubAcceptsClient);
    }

    public int leaseSeconds() {
        return leaseDurationSeconds == null || leaseDurationSeconds <= 0 ? DEFAULT_LEASE_SECONDS : leaseDurationSeconds;
    }

    /** How to reach the cluster's API server, where the hub may dial in at all. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ClientConfig(
            @Required String url, @Nullable String caBundle) {}

    /** A mark that keeps Placements away unless they tolerate it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Taint(
            @Required
            @Pattern(
                    "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$")
            String key,

            @Nullable String value,
            @Required TaintEffect effect,
            @Nullable String timeAdded) {}

    /** What a taint does to a Placement that does not tolerate it. */
    public enum TaintEffect {
        @JsonProperty("NoSelect")
        NO_SELECT,
        @JsonProperty("PreferNoSelect")
        PREFER_NO_SELECT,
        @JsonProperty("NoSelectIfNew")
        NO_SELECT_IF_NEW
    }
}
