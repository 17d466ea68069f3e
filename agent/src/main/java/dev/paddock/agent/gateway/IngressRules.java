// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.api.gateway.GatewayNames;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads an Ingress as what it asks for, or says why that cannot be had. One that has something unserved is refused as a whole. */
final class IngressRules {

    private final List<IngressClass> classes;
    private final Services services;

    IngressRules(List<IngressClass> classes, Services services) {
        this.classes = classes;
        this.services = services;
    }

    /** One without a class is ours too: there is no other controller on such a cluster, and ours is the default. */
    boolean ours(Ingress ingress) {
        String name = ingress.getSpec().getIngressClassName();
        return name == null
                || classes.stream()
                        .anyMatch(known -> known.getMetadata().getName().equals(name)
                                && GatewayNames.CONTROLLER.equals(
                                        known.getSpec().getController()));
    }

    IngressVerdict judge(Ingress ingress) {
        List<Entrance> entrances = new ArrayList<>();
        Optional<String> obstacle = read(ingress, entrances);
        return new IngressVerdict(ingress, obstacle.isPresent() ? List.of() : entrances, obstacle);
    }

    private Optional<String> read(Ingress ingress, List<Entrance> entrances) {
        if (!ingress.getSpec().getTls().isEmpty()) {
            return Optional.of("spec.tls: only plain HTTP is served here, on this machine's loopback address");
        }
        IngressBackend usual = ingress.getSpec().getDefaultBackend();
        if (usual != null) {
            Optional<String> obstacle = enter(ingress, HostPattern.ANY, PathPattern.ALL, usual, entrances);
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        for (IngressRule rule : ingress.getSpec().getRules()) {
            Optional<String> obstacle = read(ingress, rule, entrances);
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        return entrances.isEmpty() ? Optional.of("spec.rules: no rule has a path") : Optional.empty();
    }

    private Optional<String> read(Ingress ingress, IngressRule rule, List<Entrance> entrances) {
        String name = Objects.requireNonNullElse(rule.getHost(), "");
        Optional<HostPattern> host = name.isEmpty() ? Optional.of(HostPattern.ANY) : HostPattern.parse(name);
        if (host.isEmpty()) {
            return Optional.of("host \"" + name + "\" is not a host name");
        }
        if (rule.getHttp() == null) {
            return Optional.empty();
        }
        for (HTTPIngressPath path : rule.getHttp().getPaths()) {
            String value = Objects.requireNonNullElse(path.getPath(), "/");
            Optional<PathPattern> pattern = PathPattern.parse("Exact".equals(path.getPathType()), value);
            if (pattern.isEmpty()) {
                return Optional.of("path \"" + value + "\" is not a path of letters, digits and /_.~!$&()*+,;=:@%-");
            }
            Optional<String> obstacle = enter(ingress, host.get(), pattern.get(), path.getBackend(), entrances);
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        return Optional.empty();
    }

    private Optional<String> enter(
            Ingress ingress, HostPattern host, PathPattern path, IngressBackend backend, List<Entrance> entrances) {
        IngressServiceBackend service = backend.getService();
        if (service == null) {
            return Optional.of("a backend that is not a Service is not served here");
        }
        String namespace = ingress.getMetadata().getNamespace();
        entrances.add(new Entrance(
                host,
                path,
                target(namespace, service),
                Objects.requireNonNullElse(ingress.getMetadata().getCreationTimestamp(), ""),
                "Ingress " + namespace + "/" + ingress.getMetadata().getName()));
        return Optional.empty();
    }

    /** A Service that is not there yet may come; until then there is a page that says so. */
    private Target target(String namespace, IngressServiceBackend service) {
        ServiceBackendPort port = service.getPort();
        if (port == null) {
            return new Target(namespace, service.getName(), 0);
        }
        if (port.getNumber() != null) {
            return new Target(namespace, service.getName(), port.getNumber());
        }
        return services.find(namespace, service.getName(), Objects.requireNonNullElse(port.getName(), ""))
                .orElseGet(() -> new Target(namespace, service.getName(), 0));
    }
}
