// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.fake;

import dev.paddock.api.common.Architecture;
import dev.paddock.api.palette.ComputeStatus.MachineState;
import dev.paddock.core.pool.ClusterPlan;
import dev.paddock.core.pool.ClusterState;
import dev.paddock.core.pool.Machine;
import dev.paddock.providers.AnnouncesChanges;
import dev.paddock.providers.ClusterProvider;
import dev.paddock.providers.ClusterTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A hand-written fake: clusters are entries of a map, there at once. It has eight machines with eight A100 each. */
public final class FakeProvider implements ClusterProvider, AnnouncesChanges {
    private static final int MACHINES = 8;
    private static final Map<String, String> OURS = Map.of("palette.ai", "true");

    private final Map<String, ClusterPlan> clusters = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public Set<String> clusters() {
        return Set.copyOf(clusters.keySet());
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Set<String> clouds() {
        return Set.of("embedded");
    }

    @Override
    public List<Machine> listMachines() {
        List<Machine> machines = new ArrayList<>();
        for (int number = 1; number <= MACHINES; number++) {
            machines.add(machine("host-" + number, Optional.empty()));
            machines.add(machine("a100-" + number, Optional.of(new Machine.Devices("NVIDIA-A100", 8, 81_920))));
        }
        return machines;
    }

    @Override
    public List<ClusterTemplate> listTemplates() {
        return List.of();
    }

    @Override
    public void create(ClusterPlan plan) {
        clusters.put(plan.key(), plan);
        listeners.forEach(listener -> listener.accept(plan.key()));
    }

    @Override
    public void scale(ClusterPlan plan) {
        create(plan);
    }

    @Override
    public void delete(String key) {
        clusters.remove(key);
        listeners.forEach(listener -> listener.accept(key));
    }

    @Override
    public Optional<String> kubeconfig(String key) {
        return Optional.of("kubeconfig of " + key);
    }

    @Override
    public ClusterState observe(String key) {
        ClusterPlan plan = clusters.get(key);
        return plan == null
                ? new ClusterState.Absent()
                : new ClusterState.Ready(
                        "https://fake/" + key, 1, "v1.36.3", plan.spec().workerPools());
    }

    @Override
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    private static Machine machine(String id, Optional<Machine.Devices> gpu) {
        return new Machine(id, Architecture.AMD64, 64, 524_288, gpu, OURS, MachineState.AVAILABLE, "");
    }
}
