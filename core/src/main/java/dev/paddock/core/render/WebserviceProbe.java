// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A health probe of {@code webservice}: exactly one way to ask, and KubeVela's defaults for the rest. */
final class WebserviceProbe {

    private static final List<String> WAYS = List.of("exec", "httpGet", "tcpSocket");

    private WebserviceProbe() {}

    static ObjectNode read(Parameters given) {
        ObjectNode probe = JsonNodeFactory.instance.objectNode();
        List<String> chosen = WAYS.stream().filter(given::has).toList();
        if (chosen.size() != 1) {
            given.refuse(FieldError.invalid(
                    given.path("httpGet"),
                    String.join(", ", chosen),
                    "exactly one of exec, httpGet, tcpSocket is needed"));
        }
        given.object("exec")
                .ifPresent(exec -> exec.texts("command")
                        .ifPresent(words ->
                                Webservice.putAll(probe.putObject("exec").putArray("command"), words)));
        given.object("httpGet").ifPresent(get -> probe.set("httpGet", httpGet(get)));
        given.object("tcpSocket")
                .ifPresent(socket -> probe.putObject("tcpSocket").put("port", socket.requiredInteger("port")));
        defaults()
                .forEach(
                        (name, otherwise) -> probe.put(name, given.integer(name).orElse(otherwise)));
        given.warnUnknown();
        return probe;
    }

    private static ObjectNode httpGet(Parameters get) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("path", get.requiredText("path"))
                .put("port", get.requiredInteger("port"));
        get.text("host").ifPresent(host -> node.put("host", host));
        get.text("scheme").ifPresent(scheme -> node.put("scheme", scheme));
        if (get.has("httpHeaders")) {
            ArrayNode headers = node.putArray("httpHeaders");
            get.objects("httpHeaders")
                    .forEach(header -> headers.addObject()
                            .put("name", header.requiredText("name"))
                            .put("value", header.requiredText("value")));
        }
        get.warnUnknown();
        return node;
    }

    private static Map<String, Integer> defaults() {
        Map<String, Integer> defaults = new LinkedHashMap<>();
        defaults.put("initialDelaySeconds", 0);
        defaults.put("periodSeconds", 10);
        defaults.put("timeoutSeconds", 1);
        defaults.put("successThreshold", 1);
        defaults.put("failureThreshold", 3);
        return defaults;
    }
}
