// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayClass;
import dev.paddock.api.gateway.HTTPRoute;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.List;

/** All that the way in depends on, as the cluster has it now. */
record Situation(
        List<GatewayClass> classes,
        List<Gateway> gateways,
        List<HTTPRoute> routes,
        List<IngressClass> ingressClasses,
        List<Ingress> ingresses,
        List<Service> services,
        List<EndpointSlice> slices) {}
