// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.gateway;

/** Names that the writer of a route and the gateway's controller have to agree on. */
public final class GatewayNames {
    public static final String GROUP = "gateway.networking.k8s.io";

    /** Who serves a GatewayClass; also the controller of the IngressClass. */
    public static final String CONTROLLER = "paddock.dev/gateway";

    /** Of the GatewayClass, the IngressClass and the Gateway that every cluster with container nodes has. */
    public static final String NAME = "paddock";

    /** Where that Gateway lives. */
    public static final String NAMESPACE = "paddock-system";

    private GatewayNames() {}
}
