// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.agent.kube.ObjectWatches.Target;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ObjectWatchesIT {

    private static final Kind CONFIG_MAP = new Kind("", "v1", "ConfigMap", "configmaps", true);

    private final KubernetesClient client;
    private final String namespace;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Target target;
    private final ObjectWatches watches;

    ObjectWatchesIT(TestCluster cluster) {
        this.client = cluster.client();
        this.namespace = cluster.namespace();
        this.target = new Target(CONFIG_MAP, namespace, "given");
        this.watches = new ObjectWatches(client, told::add);
    }

    @AfterEach
    void stop() {
        watches.close();
    }

    @Test
    void whoHoldsAnObjectIsToldWhenItComesChangesAndGoes() throws InterruptedException {
        assertThat(watches.find(target)).as("nobody asked for it").isEmpty();
        watches.hold("a", Set.of(target));
        await().until(() -> watches.find(target).isPresent());
        assertThat(watches.find(target)).contains(Optional.empty());

        client.resource(configMap("beside", "1")).create();
        client.resource(configMap("given", "1")).create();
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(value()).isEqualTo("1");
        client.resource(configMap("given", "2")).update();
        await().untilAsserted(() -> assertThat(value()).isEqualTo("2"));
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
        client.resource(configMap("given", "2")).delete();
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(watches.find(target)).contains(Optional.empty());
        assertThat(told).as("nothing of the object beside it").isEmpty();
    }

    @Test
    void anObjectIsWatchedOnceAndUntilTheLastHolderLetsGo() {
        watches.hold("a", Set.of(target));
        watches.hold("b", Set.of(target, new Target(CONFIG_MAP, namespace, "other")));
        assertThat(watches.watchCount()).isEqualTo(2);
        watches.hold("b", Set.of(target));
        watches.hold("a", Set.of());
        assertThat(watches.watchCount()).isEqualTo(1);
        watches.hold("b", Set.of());
        assertThat(watches.watchCount()).isZero();
        assertThat(watches.find(target)).isEmpty();
    }

    @Test
    void whoComesLaterIsToldOfChangesToo() throws InterruptedException {
        watches.hold("a", Set.of(target));
        client.resource(configMap("given", "1")).create();
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
        watches.hold("b", Set.of(target));
        client.resource(configMap("given", "2")).update();
        await().atMost(Duration.ofSeconds(20)).until(() -> told.contains("a") && told.contains("b"));
    }

    private String value() {
        return watches.find(target).orElseThrow().orElseThrow().get("data", "value");
    }

    private ConfigMap configMap(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addToData("value", value)
                .build();
    }
}
