// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells of every Warning event of the cluster and keeps none. That events run out is not told. */
public final class EventWatch implements AutoCloseable {

    private static final Kind EVENT = new Kind("", "v1", "Event", "events", true);

    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final AtomicBoolean closed = new AtomicBoolean();

    public EventWatch(KubernetesClient client, Consumer<JsonNode> onWarning) {
        this.informer = Informers.prepare(
                "warnings",
                client.genericKubernetesResources(EVENT.context())
                        .inAnyNamespace()
                        .withField("type", "Warning"),
                closed::get,
                () -> {});
        informer.itemStore(new NamesOnlyStore());
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource event) {
                onWarning.accept(ObjectApi.tree(event));
            }

            @Override
            public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
                onWarning.accept(ObjectApi.tree(after));
            }

            @Override
            public void onDelete(GenericKubernetesResource event, boolean finalStateUnknown) {}
        });
        informer.start();
    }

    @Override
    public void close() {
        closed.set(true);
        informer.close();
    }
}
