// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acts on many clusters; nothing here asks an API server. */
class HubClientTest {

    private final KubernetesClient client =
            new KubernetesClientBuilder().withConfig(Config.empty()).build();
    private final HubClient hub = new HubClient(client, "test");
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aClusterThatFailsKeepsNoOtherFromBeingTold() {
        assertThatThrownBy(() -> hub.atOnce(List.of(
                        () -> done.add("a"),
                        () -> {
                            throw new IllegalStateException("b has no namespace");
                        },
                        () -> done.add("c"))))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("b has no namespace");

        assertThat(done).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void severalAreOnTheirWayAtATime() {
        CyclicBarrier together = new CyclicBarrier(2);

        hub.atOnce(List.of(() -> meet(together), () -> meet(together)));

        assertThat(done).hasSize(2);
    }

    private void meet(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
            done.add("met");
        } catch (Exception e) {
            throw new IllegalStateException("the other has not begun", e);
        }
    }
}
