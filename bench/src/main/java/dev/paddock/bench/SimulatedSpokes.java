// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import dev.paddock.api.meta.ConditionType;
import dev.paddock.api.meta.Health;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Clusters that exist on the hub only: members that live, take what they are told and report at once that it is applied and well. They show
 * what the hub and its API server take for many spokes; what a spoke itself takes, real ones show.
 */
final class SimulatedSpokes implements AutoCloseable {
    static final String LABEL = "bench.paddock.dev/simulated";

    private static final int WRITERS = 8;
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("simulated-spoke")
            .withForce(true)
            .build();

    private final KubernetesClient hub;
    private final Clock clock;
    private final List<String> names;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final Map<String, Applied> applied = new ConcurrentHashMap<>();
    private final Watch watch;

    /** When a cluster had reported a digest as applied. */
    record Applied(String digest, long atNanos) {}

    private SimulatedSpokes(KubernetesClient hub, Clock clock, List<String> names) {
        this.hub = hub;
        this.clock = clock;
        this.names = names;
        this.watch = hub.resources(Workload.class).inAnyNamespace().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Workload workload) {
                if (action != Action.DELETED
                        && names.contains(workload.getMetadata().getNamespace())) {
                    writers.execute(() -> take(workload));
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new IllegalStateException("the watch of the simulated spokes was closed", cause);
            }
        });
    }

    static SimulatedSpokes join(KubernetesClient hub, Clock clock, int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj("simulated-%03d"::formatted).toList();
        SimulatedSpokes spokes = new SimulatedSpokes(hub, clock, names);
        names.forEach(spokes::join);
        return spokes;
    }

    List<String> names() {
        return names;
    }

    /** What every cluster has applied, by cluster. */
    Map<String, Applied> applied() {
        return Map.copyOf(applied);
    }

    /** A sign of life of all of them; without one the hub gives them up after some minutes. */
    void renewLeases() {
        names.forEach(this::renewLease);
    }

    private void join(String name) {
        ManagedCluster cluster = new ManagedCluster();
        cluster.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .addToLabels(LABEL, "true")
                .addToLabels(Labels.MODE, "shared")
                .build());
        cluster.setSpec(new ManagedClusterSpec(List.of(), true, 300, List.of()));
        ManagedCluster created = hub.resource(cluster).create();
        Patience.await(
                "the hub makes a namespace for " + name,
                () -> hub.namespaces().withName(name).get() != null);
        renewLease(name);
        created.setStatus(new ManagedClusterStatus(
                List.of(isTrue(OcmNames.CONDITION_JOINED), isTrue(OcmNames.CONDITION_AVAILABLE)),
                Map.of(),
                Map.of(),
                new ManagedClusterStatus.KubernetesVersion("v1.36.3"),
                List.of()));
        created.getMetadata().setResourceVersion(null);
        created.getMetadata().setManagedFields(null);
        hub.resource(created).subresource("status").patch(APPLY, created);
    }

    private void renewLease(String name) {
        hub.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(name)
                        .withName(OcmNames.LEASE)
                        .endMetadata()
                        .withNewSpec()
                        .withRenewTime(ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)))
                        .endSpec()
                        .build())
                .fieldManager("simulated-spoke")
                .forceConflicts()
                .serverSideApply();
    }

    private Condition isTrue(String type) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason("Simulated")
                .withMessage("simulated")
                .withLastTransitionTime(clock.instant().toString())
                .build();
    }

    private void take(Workload told) {
        String cluster = told.getMetadata().getNamespace();
        String digest = Objects.requireNonNull(told.getSpec().artifact()).digest();
        Applied before = applied.get(cluster);
        if (before != null && before.digest().equals(digest)) {
            return;
        }
        long generation = told.getMetadata().getGeneration();
        Conditions conditions = Conditions.evaluate(
                EnumSet.of(ConditionType.APPLIED, ConditionType.OUTPUTS_READY, ConditionType.HEALTHY),
                List.of(),
                generation,
                clock.instant());
        conditions.setTrue(ConditionType.APPLIED, Reason.APPLIED, "simulated");
        conditions.setTrue(ConditionType.OUTPUTS_READY, Reason.COMPLETE, "");
        conditions.setTrue(ConditionType.HEALTHY, Reason.ALL_HEALTHY, "");
        Workload report = new Workload();
        report.setMetadata(new ObjectMetaBuilder()
                .withNamespace(cluster)
                .withName(told.getMetadata().getName())
                .build());
        report.setStatus(new WorkloadStatus(
                digest,
                WorkloadStatus.WorkloadKind.APPLICATION,
                List.of(new WorkloadStatus.ComponentStatus("web", Health.HEALTHY, null, List.of())),
                null,
                clock.instant().toString(),
                generation,
                conditions.list()));
        hub.resource(report).subresource("status").patch(APPLY, report);
        applied.put(cluster, new Applied(digest, System.nanoTime()));
    }

    @Override
    public void close() {
        watch.close();
        writers.shutdownNow();
        names.forEach(name -> hub.resources(ManagedCluster.class).withName(name).delete());
    }
}
