// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds Services and the pods behind them. An address outside of the cluster's pods is passed over, whoever wrote it. */
final class Services {

    private static final String SERVICE_OF_SLICE = "kubernetes.io/service-name";

    private record Key(String namespace, String name) {}

    private final Map<Key, Service> services = new HashMap<>();
    private final List<EndpointSlice> slices;
    private final AddressRange pods;

    Services(Situation situation, AddressRange pods) {
        situation
                .services()
                .forEach(service -> services.put(
                        new Key(
                                service.getMetadata().getNamespace(),
                                service.getMetadata().getName()),
                        service));
        this.slices = situation.slices();
        this.pods = pods;
    }

    /** The port of that number; empty with a Service that is not there or has no such port. */
    Optional<Target> find(String namespace, String service, int port) {
        return target(namespace, service, found -> Objects.equals(found.getPort(), port));
    }

    Optional<Target> find(String namespace, String service, String portName) {
        return target(namespace, service, found -> portName.equals(found.getName()));
    }

    /** Every ready pod, each once. */
    Backend backend(Target target) {
        Optional<String> portName = Optional.ofNullable(services.get(new Key(target.namespace(), target.service())))
                .flatMap(service -> ports(service)
                        .filter(port -> port.getPort() == target.port())
                        .findFirst())
                .map(port -> Objects.requireNonNullElse(port.getName(), ""));
        List<String> servers = portName.stream()
                .flatMap(name ->
                        slices.stream().filter(slice -> of(slice, target)).flatMap(slice -> servers(slice, name)))
                .distinct()
                .sorted()
                .toList();
        return new Backend(target, servers);
    }

    private Optional<Target> target(String namespace, String service, Predicate<ServicePort> wanted) {
        return Optional.ofNullable(services.get(new Key(namespace, service))).stream()
                .flatMap(Services::ports)
                .filter(wanted)
                .filter(port -> port.getProtocol() == null || port.getProtocol().equals("TCP"))
                .findFirst()
                .map(port -> new Target(namespace, service, port.getPort()));
    }

    private static Stream<ServicePort> ports(Service service) {
        return present(service.getSpec().getPorts());
    }

    /** The slice of a Service without pods has null for both of its lists. */
    private static <T> Stream<T> present(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    private static boolean of(EndpointSlice slice, Target target) {
        return target.namespace().equals(slice.getMetadata().getNamespace())
                && "IPv4".equals(slice.getAddressType())
                && target.service().equals(slice.getMetadata().getLabels().get(SERVICE_OF_SLICE));
    }

    private Stream<String> servers(EndpointSlice slice, String portName) {
        return present(slice.getPorts())
                .filter(port -> Objects.requireNonNullElse(port.getName(), "").equals(portName))
                .map(EndpointPort::getPort)
                .filter(Objects::nonNull)
                .flatMap(port -> present(slice.getEndpoints())
                        .filter(Services::ready)
                        .flatMap(endpoint -> endpoint.getAddresses().stream())
                        .filter(pods::contains)
                        .map(address -> address + ":" + port));
    }

    private static boolean ready(Endpoint endpoint) {
        return endpoint.getConditions() == null
                || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
    }
}
