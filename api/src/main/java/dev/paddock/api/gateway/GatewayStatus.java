// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the gateway listens and whether it does. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewayStatus(
        List<Address> addresses,
        @ListKeys("type") List<Condition> conditions,
        @ListKeys("name") List<ListenerStatus> listeners) {
    public GatewayStatus {
        addresses = Immutable.list(addresses);
        conditions = Immutable.list(conditions);
        listeners = Immutable.list(listeners);
    }

    /** An address that was bound. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Address(@Nullable String type, @Required String value) {}

    /** How one listener is. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ListenerStatus(
            @Required String name,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<RouteKind> supportedKinds,
            @Required Integer attachedRoutes,

            @JsonInclude(JsonInclude.Include.ALWAYS) @ListKeys("type")
            List<Condition> conditions) {
        public ListenerStatus {
            supportedKinds = Immutable.list(supportedKinds);
            conditions = Immutable.list(conditions);
        }
    }

    /** A kind of route that a listener takes. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RouteKind(
            @Nullable String group, @Required String kind) {}
}
