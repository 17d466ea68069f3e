// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import dev.paddock.agent.queue.Causes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares informers that never give up: neither when the API server is away at the start nor when a watch breaks. Pages keep
 * the memory of a first list small.
 */
final class Informers {

    private static final Logger log = LoggerFactory.getLogger(Informers.class);
    private static final long PAGE = 200;

    private Informers() {}

    static <T extends HasMetadata> SharedIndexInformer<T> prepare(
            String what, Informable<T> source, BooleanSupplier closed, Runnable onInterrupted) {
        SharedIndexInformer<T> informer = source.withLimit(PAGE).runnableInformer(0);
        informer.exceptionHandler((started, failure) -> {
            if (closed.getAsBoolean()) {
                return false;
            }
            log.atInfo()
                    .addKeyValue("watch", what)
                    .log("watch interrupted, will be taken up again: {}", Causes.text(failure));
            onInterrupted.run();
            return true;
        });
        return informer;
    }

    static <T extends HasMetadata> ResourceEventHandler<T> notifying(Consumer<T> onAnyChange) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                onAnyChange.accept(object);
            }

            @Override
            public void onUpdate(T before, T after) {
                onAnyChange.accept(after);
            }

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                onAnyChange.accept(object);
            }
        };
    }
}
