// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts control planes when the first test asks for one, shares them with all tests of the JVM and removes them at its
 * end; also those that an earlier, killed run left behind.
 */
public final class ControlPlaneExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ControlPlaneExtension.class);
    private static final String DEFAULT_CLUSTER = "hub";

    @Override
    public void beforeAll(ExtensionContext context) {
        // Before the tests' own time limits begin to count.
        shared(context).cluster(DEFAULT_CLUSTER, controllers(context));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestCluster.class || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String name =
                parameter.findAnnotation(OnCluster.class).map(OnCluster::value).orElse(DEFAULT_CLUSTER);
        SharedControlPlanes.Running running = shared(context).cluster(name, controllers(context));
        NamespacedCluster cluster = context.getStore(NAMESPACE)
                .computeIfAbsent(name, key -> new NamespacedCluster(running), NamespacedCluster.class);
        return parameter.getParameter().getType() == TestCluster.class ? cluster : cluster.client();
    }

    private static SharedControlPlanes shared(ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(
                SharedControlPlanes.class, key -> SharedControlPlanes.open(), SharedControlPlanes.class);
    }

    private static boolean controllers(ExtensionContext context) {
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            WithControlPlane wanted = type.getAnnotation(WithControlPlane.class);
            if (wanted != null) {
                return wanted.controllers();
            }
        }
        return false;
    }
}
