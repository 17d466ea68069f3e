// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.api.meta.Namespaces;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistrySecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.Function;

/** How the hub enters a registry: by the installation's Secret, read each time so that changed credentials are taken up. */
final class RegistryLogins implements Function<String, RegistryAccess> {
    private final KubernetesClient client;
    private final RegistrySecret format = new RegistrySecret();

    RegistryLogins(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public RegistryAccess apply(String host) {
        Secret secret = client.secrets()
                .inNamespace(Namespaces.SYSTEM)
                .withName(RegistrySecret.NAME)
                .get();
        return secret == null ? RegistryAccess.anonymous() : format.read(secret, host);
    }
}
