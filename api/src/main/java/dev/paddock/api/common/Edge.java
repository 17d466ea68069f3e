// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
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
        @ValidationRule(
                value = "self == 'Auto' || isIP(self)",
                message = "must be an IP address, or Auto for a free one of the provider's ranges",
                reason = "FieldValueInvalid")
        @Nullable
        @Size(min = 1, max = 45)
        String vip,

        @Size(max = 16) @SetList List<@Size(max = 253) String> ntpServers,
        @Nullable NetworkOverlay networkOverlayConfig,
        @Nullable Boolean isTwoNode) {
    public Edge {
        ntpServers = Immutable.list(ntpServers);
    }

    /** The overlay network between edge hosts. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NetworkOverlay(
            @Nullable Boolean enabled,
            @Nullable Boolean staticIp,

            @ValidationRule(
                    value = "isCIDR(self)",
                    message = "must be a network such as 192.0.2.0/24",
                    reason = "FieldValueInvalid")
            @Nullable
            @Size(max = 64)
            String cidr,

            @Nullable OverlayType overlayNetworkType) {}

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
