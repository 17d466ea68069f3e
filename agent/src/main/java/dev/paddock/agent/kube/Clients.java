// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Clients that fail soon: whoever calls has a queue that tries again with back-off, so waiting inside a call only hides it. */
public final class Clients {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 20_000;
    private static final int WATCH_RECONNECT_MILLIS = 500;

    private Clients() {}

    public static KubernetesClient open(Path kubeconfig) throws IOException {
        return open(Config.fromKubeconfig(Files.readString(kubeconfig)));
    }

    public static KubernetesClient open(Config config) {
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(REQUEST_MILLIS);
        config.setRequestRetryBackoffLimit(1);
        config.setWatchReconnectInterval(WATCH_RECONNECT_MILLIS);
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
