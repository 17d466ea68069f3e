// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.ControlPlanePool;
import dev.paddock.api.common.Gpu;
import dev.paddock.api.common.GpuSharing;
import dev.paddock.api.common.Memory;
import dev.paddock.api.common.NodePool;
import dev.paddock.api.value.MemoryText;
import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the schema cannot say about the nodes of a cluster, wherever in an object they are written. */
final class NodeRules {
    private NodeRules() {}

    /** @param path of the object that holds {@code controlPlanePool} and {@code workerPools} */
    static Stream<Finding> check(String path, @Nullable ControlPlanePool controlPlane, List<NodePool> workers) {
        Stream<Finding> ofWorkers = IntStream.range(0, workers.size()).boxed().flatMap(i -> {
            NodePool pool = workers.get(i);
            return machine(path + ".workerPools[" + i + "]", pool.memory(), pool.gpu());
        });
        if (controlPlane == null) {
            return ofWorkers;
        }
        String at = path + ".controlPlanePool";
        Stream<Finding> deprecated = Boolean.TRUE.equals(controlPlane.singleNodeCluster())
                ? Finding.warning(at + ".singleNodeCluster: deprecated: nodeCount 1 without worker pools says the same")
                : Finding.none();
        return Stream.of(machine(at, controlPlane.memory(), controlPlane.gpu()), deprecated, ofWorkers)
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> machine(String path, @Nullable Memory memory, @Nullable Gpu gpu) {
        return Stream.concat(
                memory == null ? Finding.none() : memoriesDiffer(path + ".memory", memory),
                gpu == null ? Finding.none() : sharedDevices(path + ".gpu.sharing", gpu.sharing()));
    }

    private static Stream<Finding> memoriesDiffer(String path, Memory memory) {
        String text = memory.memory();
        Integer number = memory.memoryMiB();
        if (text == null || number == null || MemoryText.mebibytes(text) == number) {
            return Finding.none();
        }
        return Finding.invalid(FieldError.invalid(
                path + ".memory",
                text,
                "is %d MiB, but memoryMiB is %d".formatted(MemoryText.mebibytes(text), number)));
    }

    private static Stream<Finding> sharedDevices(String path, @Nullable GpuSharing sharing) {
        boolean shared = sharing != null && sharing.mode() != null && sharing.mode() != GpuSharing.Mode.NONE;
        return LaterRules.later(shared, path, "sharing of GPUs", LaterRules.TENANCY);
    }
}
