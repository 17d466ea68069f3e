// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One entry of {@code ports}: the port of the container and, when exposed, of the Service. */
record WebservicePort(int port, int target, String name, String protocol, boolean expose, Optional<Integer> nodePort) {

    private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");

    static WebservicePort read(Parameters entry) {
        int port = entry.requiredInteger("port");
        int target = entry.integer("containerPort").orElse(port);
        String protocol = entry.choice("protocol", PROTOCOLS);
        String suffix = protocol.equals("TCP") ? "" : "-" + protocol.toLowerCase(Locale.ROOT);
        String name = entry.text("name").orElse("port-" + target + suffix);
        WebservicePort read =
                new WebservicePort(port, target, name, protocol, entry.flag("expose"), entry.integer("nodePort"));
        entry.warnUnknown();
        return read;
    }

    ObjectNode containerPort() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("containerPort", target)
                .put("protocol", protocol)
                .put("name", name);
    }

    ObjectNode servicePort(String serviceType) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("port", port)
                .put("targetPort", target)
                .put("name", name)
                .put("protocol", protocol);
        if (serviceType.equals("NodePort")) {
            nodePort.ifPresent(number -> entry.put("nodePort", number));
        }
        return entry;
    }
}
