// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.Observed;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.api.ocm.AppliedManifestWork;
import dev.paddock.api.ocm.ManifestWork;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** The work stand-in as one running whole: its queue, and which event concerns which work. */
public final class WorkExecutor implements AutoCloseable {

    private static final int PARALLEL = 8;
    /** Status changes on the spoke come in bursts; one report on the hub is enough for each. */
    private static final Duration GATHER = Duration.ofMillis(250);

    private final WorkRecords records;
    private final KeyedQueue<String> queue;

    /**
     * What the executor needs from the process around it.
     *
     * @param hubHash tells this hub's records from another's
     */
    public record Environment(
            String cluster,
            String hubHash,
            KubernetesClient hub,
            KubernetesClient spoke,
            ObjectApi api,
            KindWatches watches,
            BackOff backOff,
            ScheduledExecutorService timer,
            Clock clock) {}

    public WorkExecutor(Environment environment, Lister<ManifestWork> works, Lister<AppliedManifestWork> applied) {
        this.records = new WorkRecords(
                environment.spoke(), applied, environment.hubHash(), "paddock-" + environment.cluster());
        this.queue = new KeyedQueue<>(
                "manifestwork",
                new WorkController(environment, works, records),
                PARALLEL,
                environment.backOff(),
                environment.timer());
        works.all().forEach(this::onWork);
        applied.all().forEach(this::onRecord);
    }

    public void onWork(ManifestWork work) {
        queue.add(work.getMetadata().getName());
    }

    public void onRecord(AppliedManifestWork record) {
        records.workOf(record.getMetadata().getName()).ifPresent(queue::add);
    }

    /** An object that a work may own changed or went. */
    public void onObject(Observed object) {
        object.ownerWorks().forEach(record -> records.workOf(record).ifPresent(work -> queue.addAfter(work, GATHER)));
    }

    @Override
    public void close() {
        queue.close();
    }
}
