// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewaySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Gateway of ours with what can be served of it, while routes are attached to it. */
final class Door {

    /** A listener that works, with the hosts it is for. */
    record Leaf(String name, int port, HostPattern hosts, boolean allNamespaces) {}

    private final Gateway gateway;
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Map<String, Integer> routes = new HashMap<>();
    private final List<Leaf> leaves = new ArrayList<>();

    Door(Gateway gateway, GatewaySettings settings) {
        this.gateway = gateway;
        for (GatewaySpec.Listener listener : gateway.getSpec().listeners()) {
            Optional<HostPattern> hosts = hosts(listener);
            Verdict verdict = judge(listener, hosts, settings);
            verdicts.put(listener.name(), verdict);
            if (verdict.holds()) {
                leaves.add(new Leaf(
                        listener.name(),
                        listener.port(),
                        hosts.orElseThrow(),
                        listener.allowedNamespaces().equals("All")));
            }
        }
    }

    String namespace() {
        return gateway.getMetadata().getNamespace();
    }

    String name() {
        return gateway.getMetadata().getName();
    }

    List<Leaf> leaves() {
        return leaves;
    }

    void attached(Leaf leaf) {
        routes.merge(leaf.name(), 1, Integer::sum);
    }

    GatewayVerdict verdict() {
        return new GatewayVerdict(
                gateway,
                gateway.getSpec().listeners().stream()
                        .map(listener -> new GatewayVerdict.OfListener(
                                listener.name(),
                                verdicts.getOrDefault(listener.name(), Verdict.yes("Accepted")),
                                routes.getOrDefault(listener.name(), 0)))
                        .toList());
    }

    private static Verdict judge(GatewaySpec.Listener listener, Optional<HostPattern> hosts, GatewaySettings settings) {
        if (!listener.protocol().equals("HTTP")) {
            return Verdict.no(
                    "UnsupportedProtocol", "protocol " + listener.protocol() + " is not served here; HTTP is");
        }
        if (listener.port() != settings.port()) {
            return Verdict.no(
                    "PortUnavailable",
                    "port %d: this cluster's gateway listens on %s:%d and nowhere else"
                            .formatted(listener.port(), settings.address(), settings.port()));
        }
        if (hosts.isEmpty()) {
            return Verdict.no(
                    "Invalid", "hostname \"" + listener.hostname() + "\" is not a host name in small letters");
        }
        if (!List.of("All", "Same").contains(listener.allowedNamespaces())) {
            return Verdict.no(
                    "Invalid",
                    "allowedRoutes.namespaces.from: " + listener.allowedNamespaces()
                            + " is not served here; All and Same are");
        }
        return Verdict.yes("Accepted");
    }

    private static Optional<HostPattern> hosts(GatewaySpec.Listener listener) {
        String hostname = listener.hostname();
        return hostname == null || hostname.isEmpty() ? Optional.of(HostPattern.ANY) : HostPattern.parse(hostname);
    }
}
