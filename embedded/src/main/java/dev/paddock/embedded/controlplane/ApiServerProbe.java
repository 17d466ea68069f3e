// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;

/** A client for a server that may not be there yet: one short attempt per call, no retries behind the caller's back. */
public final class ApiServerProbe implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 3_000;

    private final KubernetesClient client;

    public ApiServerProbe(Path kubeconfig) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withRequestRetryBackoffLimit(0)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    /** What the server itself calls ready: storage reachable, built-in roles there, caches filled. */
    public boolean ready() {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    /** The controller manager has done its first round: pods can be created in the default namespace. */
    public boolean controllersReady() {
        try {
            return client.serviceAccounts()
                            .inNamespace("default")
                            .withName("default")
                            .get()
                    != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
