// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayClass;
import dev.paddock.api.gateway.HTTPRoute;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;

/** Everything a {@link Situation} is made of, watched. The kinds of the Gateway API have to be served before. */
final class Watches implements AutoCloseable {

    private final Lister<GatewayClass> classes;
    private final Lister<Gateway> gateways;
    private final Lister<HTTPRoute> routes;
    private final Lister<IngressClass> ingressClasses;
    private final Lister<Ingress> ingresses;
    private final Lister<Service> services;
    private final Lister<EndpointSlice> slices;

    Watches(KubernetesClient client, Runnable onChange) {
        this.classes = Lister.start("gatewayclasses", client.resources(GatewayClass.class), any -> onChange.run());
        this.gateways =
                Lister.start("gateways", client.resources(Gateway.class).inAnyNamespace(), any -> onChange.run());
        this.routes =
                Lister.start("httproutes", client.resources(HTTPRoute.class).inAnyNamespace(), any -> onChange.run());
        this.ingressClasses =
                Lister.start("ingressclasses", client.network().v1().ingressClasses(), any -> onChange.run());
        this.ingresses =
                Lister.start("ingresses", client.network().v1().ingresses().inAnyNamespace(), any -> onChange.run());
        this.services = Lister.start("services", client.services().inAnyNamespace(), any -> onChange.run());
        this.slices = Lister.start(
                "endpointslices", client.discovery().v1().endpointSlices().inAnyNamespace(), any -> onChange.run());
    }

    Lister<GatewayClass> classes() {
        return classes;
    }

    Lister<Gateway> gateways() {
        return gateways;
    }

    Lister<HTTPRoute> routes() {
        return routes;
    }

    Lister<IngressClass> ingressClasses() {
        return ingressClasses;
    }

    Lister<Ingress> ingresses() {
        return ingresses;
    }

    /** Before that, what is not seen may be there all the same, and its routes must not be cut off. */
    boolean synced() {
        return all().allMatch(Lister::synced);
    }

    Situation situation() {
        return new Situation(
                current(classes),
                current(gateways),
                current(routes),
                ingressClasses.all(),
                current(ingresses),
                services.all(),
                slices.all());
    }

    @Override
    public void close() {
        all().forEach(Lister::close);
    }

    /** With own writes that no watch has shown yet, so that none of them is repeated. */
    private static <T extends HasMetadata> List<T> current(Lister<T> lister) {
        return lister.all().stream()
                .flatMap(object -> lister.get(NamespacedName.of(object)).stream())
                .toList();
    }

    private Stream<Lister<?>> all() {
        return Stream.of(classes, gateways, routes, ingressClasses, ingresses, services, slices);
    }
}
