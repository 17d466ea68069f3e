// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only clusters on edge hosts have. {@code vip} is an address, or {@code Auto} for a free one of the provider's ranges. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Edge(
        @Description("Virtual IP of the control plane: an IP address, or Auto for a free one of the provider's ranges.")
        @ValidationRule(
                value = "self == 'Auto' || isIP(self)",
                message = "must be an IP address, or Auto for a free one of the provider's ranges",
                reason = "FieldValueInvalid")
        @Nullable
        @Size(min = 1, max = 45)
        String vip,

        @Description("Time servers of the hosts, at most 16.") @Size(max = 16) @SetList
        List<@Size(max = 253) String> ntpServers,

        @Description("Overlay network between the hosts.") @Nullable
        NetworkOverlay networkOverlayConfig,

        @Description("True makes a cluster of two hosts with a standby; needs nodeCount 1 and no worker pools.")
        @Nullable
        Boolean isTwoNode) {
    public Edge {
        ntpServers = Immutable.list(ntpServers);
    }

    /** The overlay network between edge hosts. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NetworkOverlay(
            @Description("Whether the hosts talk over an overlay network.") @Nullable
            Boolean enabled,

            @Description("Whether hosts keep fixed addresses in the overlay.") @Nullable
            Boolean staticIp,

            @Description("Network of the overlay, such as 192.0.2.0/24.")
            @ValidationRule(
                    value = "isCIDR(self)",
                    message = "must be a network such as 192.0.2.0/24",
                    reason = "FieldValueInvalid")
            @Nullable
            @Size(max = 64)
            String cidr,

            @Description("Kind of overlay; VXLAN is the only one.") @Nullable
            OverlayType overlayNetworkType) {}

    /** Kinds of overlay network. */
    public enum OverlayType {
        VXLAN("VXLAN");

        private final String text;

        OverlayType(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
