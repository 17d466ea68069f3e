// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which address users are shown: the output named {@code url}; else the first route or ingress, by name, labelled
 * {@code palette.ai/expose: "true"}; else the first of any; else none. It does not ask whether somebody answers there.
 */
public final class UrlRule {

    /** The name of the output that wins. */
    public static final String OUTPUT = "url";

    private static final String GATEWAY_GROUP = "gateway.networking.k8s.io/";
    private static final String NETWORKING_GROUP = "networking.k8s.io/";

    private UrlRule() {}

    public static Optional<String> choose(Optional<String> output, List<ObjectNode> objects) {
        if (output.isPresent() && !output.get().isBlank()) {
            return output;
        }
        return first(objects, "");
    }

    /**
     * The same of objects for which a gateway answers on another port than browsers assume.
     *
     * @param objects only those that it serves
     */
    public static Optional<String> served(List<? extends JsonNode> objects, int port) {
        return first(objects, ":" + port).map(url -> url.endsWith(":" + port) ? url + "/" : url);
    }

    private static Optional<String> first(List<? extends JsonNode> objects, String port) {
        Comparator<JsonNode> exposedFirst = Comparator.comparing(object -> !exposed(object));
        return objects.stream()
                .filter(object -> isRoute(object) || isIngress(object))
                .sorted(exposedFirst.thenComparing(
                        object -> object.path("metadata").path("name").asText()))
                .map(object -> isRoute(object) ? ofRoute(object, port) : ofIngress(object, port))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean exposed(JsonNode object) {
        return object.path("metadata")
                .path("labels")
                .path(Labels.EXPOSE)
                .asText()
                .equals("true");
    }

    public static boolean isRoute(JsonNode object) {
        return object.path("kind").asText().equals("HTTPRoute")
                && object.path("apiVersion").asText().startsWith(GATEWAY_GROUP);
    }

    public static boolean isIngress(JsonNode object) {
        return object.path("kind").asText().equals("Ingress")
                && object.path("apiVersion").asText().startsWith(NETWORKING_GROUP);
    }

    private static Optional<String> ofRoute(JsonNode route, String port) {
        JsonNode spec = route.path("spec");
        boolean secure = false;
        for (JsonNode parent : spec.path("parentRefs")) {
            secure |= parent.path("sectionName").asText().startsWith("https")
                    || parent.path("port").asInt() == 443;
        }
        return url(secure, spec.path("hostnames").path(0).asText(), port, entrance(spec));
    }

    /** The root if the route leads from there to anything, else the first path that it has. */
    private static String entrance(JsonNode spec) {
        for (JsonNode rule : spec.path("rules")) {
            boolean root = rule.path("matches").isEmpty();
            for (JsonNode match : rule.path("matches")) {
                root |= match.path("path").path("value").asText("/").equals("/");
            }
            if (root) {
                return "/";
            }
        }
        return spec.path("rules")
                .path(0)
                .path("matches")
                .path(0)
                .path("path")
                .path("value")
                .asText("/");
    }

    private static Optional<String> ofIngress(JsonNode ingress, String port) {
        JsonNode spec = ingress.path("spec");
        JsonNode rule = spec.path("rules").path(0);
        String host = rule.path("host").asText();
        boolean secure = false;
        for (JsonNode tls : spec.path("tls")) {
            JsonNode hosts = tls.path("hosts");
            secure |= hosts.isEmpty();
            for (JsonNode name : hosts) {
                secure |= name.asText().equals(host);
            }
        }
        return url(
                secure,
                host,
                port,
                rule.path("http").path("paths").path(0).path("path").asText("/"));
    }

    private static Optional<String> url(boolean secure, String host, String port, String path) {
        // A wildcard or a missing host is no address a browser could open.
        if (host.isEmpty() || host.contains("*")) {
            return Optional.empty();
        }
        return Optional.of((secure ? "https://" : "http://") + host + port + (path.equals("/") ? "" : path));
    }
}
