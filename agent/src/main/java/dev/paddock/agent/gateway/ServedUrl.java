// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.gateway.GatewayNames;
import dev.paddock.core.workload.UrlRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The address of a workload as a browser on this machine can open it: only of objects that say that they are served. */
public final class ServedUrl {

    private final GatewaySettings settings;

    public ServedUrl(GatewaySettings settings) {
        this.settings = settings;
    }

    /** @param objects those of one workload, as they are now */
    public Optional<String> of(List<JsonNode> objects) {
        return UrlRule.served(objects.stream().filter(this::served).toList(), settings.port());
    }

    private boolean served(JsonNode object) {
        return UrlRule.isRoute(object) ? accepted(object) : UrlRule.isIngress(object) && hasAddress(object);
    }

    private static boolean accepted(JsonNode route) {
        return elements(route.path("status").path("parents"))
                .filter(parent -> parent.path("controllerName").asText().equals(GatewayNames.CONTROLLER))
                .flatMap(parent -> elements(parent.path("conditions")))
                .anyMatch(condition -> condition.path("type").asText().equals("Accepted")
                        && condition.path("status").asText().equals("True"));
    }

    private boolean hasAddress(JsonNode ingress) {
        return elements(ingress.path("status").path("loadBalancer").path("ingress"))
                .flatMap(address -> elements(address.path("ports")))
                .anyMatch(port -> port.path("port").asInt() == settings.port());
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
