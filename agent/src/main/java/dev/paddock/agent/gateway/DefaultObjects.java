// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.api.gateway.Gateway;
import dev.paddock.api.gateway.GatewayClass;
import dev.paddock.api.gateway.GatewayClassSpec;
import dev.paddock.api.gateway.GatewayNames;
import dev.paddock.api.gateway.GatewaySpec;
import dev.paddock.api.gateway.HTTPRoute;
import dev.paddock.api.meta.Labels;
import dev.paddock.fleet.contract.ContractCrds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a cluster has without anybody asking: the kinds, the classes, and one Gateway that every namespace may use. */
final class DefaultObjects {

    private static final String LISTENER = "http";

    private final KubernetesClient client;
    private final GatewaySettings settings;

    DefaultObjects(KubernetesClient client, GatewaySettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Definitions that another engine has brought are left as they are. */
    void ensureKinds() {
        new ContractCrds(client, List.of(GatewayClass.class, Gateway.class, HTTPRoute.class)).install();
    }

    /** Puts back what is missing, and the port if it had to change. */
    void ensure(Watches watches) {
        NamespacedName name = new NamespacedName("", GatewayNames.NAME);
        if (watches.classes().get(name).isEmpty()) {
            watches.classes().wrote(apply(gatewayClass()));
        }
        if (watches.ingressClasses().get(name).isEmpty()) {
            watches.ingressClasses().wrote(apply(ingressClass()));
        }
        Optional<Gateway> present =
                watches.gateways().get(new NamespacedName(GatewayNames.NAMESPACE, GatewayNames.NAME));
        if (present.filter(gateway -> gateway.getSpec().equals(spec())).isEmpty()) {
            apply(new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(GatewayNames.NAMESPACE)
                    .withLabels(ours())
                    .endMetadata()
                    .build());
            watches.gateways().wrote(apply(gateway()));
        }
    }

    private GatewayClass gatewayClass() {
        GatewayClass made = new GatewayClass();
        made.setMetadata(new ObjectMetaBuilder()
                .withName(GatewayNames.NAME)
                .withLabels(ours())
                .build());
        made.setSpec(new GatewayClassSpec(GatewayNames.CONTROLLER, "HAProxy on this machine's loopback address"));
        return made;
    }

    private Gateway gateway() {
        Gateway made = new Gateway();
        made.setMetadata(new ObjectMetaBuilder()
                .withNamespace(GatewayNames.NAMESPACE)
                .withName(GatewayNames.NAME)
                .withLabels(ours())
                .build());
        made.setSpec(spec());
        return made;
    }

    private GatewaySpec spec() {
        GatewaySpec.AllowedRoutes everybody =
                new GatewaySpec.AllowedRoutes(new GatewaySpec.RouteNamespaces("All", null), List.of());
        return new GatewaySpec(
                GatewayNames.NAME,
                List.of(new GatewaySpec.Listener(LISTENER, null, settings.port(), "HTTP", null, everybody)),
                List.of(),
                null);
    }

    private static IngressClass ingressClass() {
        return new IngressClassBuilder()
                .withNewMetadata()
                .withName(GatewayNames.NAME)
                .withLabels(ours())
                .addToAnnotations("ingressclass.kubernetes.io/is-default-class", "true")
                .endMetadata()
                .withNewSpec()
                .withController(GatewayNames.CONTROLLER)
                .endSpec()
                .build();
    }

    private static Map<String, String> ours() {
        return Map.of(Labels.MANAGED_BY, "paddock");
    }

    private <T extends HasMetadata> T apply(T object) {
        return client.resource(object)
                .fieldManager(FieldManagers.AGENT)
                .forceConflicts()
                .serverSideApply();
    }
}
