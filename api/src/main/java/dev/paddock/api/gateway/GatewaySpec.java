// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where requests come in, and whose routes they may take from there. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewaySpec(
        @Required String gatewayClassName,
        @Required @ListKeys("name") List<Listener> listeners,
        List<Map<String, Object>> addresses,
        @Nullable Map<String, Object> infrastructure) {
    public GatewaySpec {
        listeners = Immutable.list(listeners);
        addresses = Immutable.list(addresses);
    }

    /** One port with a protocol. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Listener(
            @Required String name,
            @Nullable String hostname,
            @Required @Min(1) @Max(65535) Integer port,
            @Required String protocol,
            @Nullable Map<String, Object> tls,
            @Nullable AllowedRoutes allowedRoutes) {

        /** {@code Same} unless said otherwise. */
        public String allowedNamespaces() {
            RouteNamespaces namespaces = allowedRoutes == null ? null : allowedRoutes.namespaces();
            return namespaces == null ? "Same" : Objects.requireNonNullElse(namespaces.from(), "Same");
        }
    }

    /** Which routes may use a listener. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AllowedRoutes(@Nullable RouteNamespaces namespaces, List<Map<String, Object>> kinds) {
        public AllowedRoutes {
            kinds = Immutable.list(kinds);
        }
    }

    /** The namespaces of such routes. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RouteNamespaces(
            @Default("Same") @Nullable String from,
            @Nullable Map<String, Object> selector) {}
}
