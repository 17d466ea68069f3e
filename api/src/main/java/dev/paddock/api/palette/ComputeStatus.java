// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Architecture;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Machines as the provider reported them last, in groups of equal hardware. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputeStatus(
        List<MachineGroup> controlPlaneCompute,
        List<MachineGroup> workerCompute,
        @DateTime @Nullable String lastPollTime,
        @Nullable Long observedGeneration,
        @ListKeys("type") List<Condition> conditions)
        implements Conditioned {
    public ComputeStatus {
        controlPlaneCompute = Immutable.list(controlPlaneCompute);
        workerCompute = Immutable.list(workerCompute);
        conditions = Immutable.list(conditions);
    }

    /** Machines of equal hardware. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record MachineGroup(
            @Nullable Architecture architecture,
            @Nullable Integer cpuCount,
            @Nullable Integer memoryMiB,
            @Nullable DeviceGroup gpu,
            Map<String, String> resourceGroups,
            @Nullable Integer instances,
            @Nullable Integer available,
            Map<String, Machine> machines,
            @ListKeys("hostID") List<EdgeHost> edgeHostDetails) {
        public MachineGroup {
            resourceGroups = Immutable.map(resourceGroups);
            machines = Immutable.map(machines);
            edgeHostDetails = Immutable.list(edgeHostDetails);
        }
    }

    /** GPUs of each machine of a group. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DeviceGroup(
            @Nullable String family,
            @Nullable Integer count,
            @Nullable Integer memoryMiB) {}

    /** Whether a machine can be taken, and by which cluster it is. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Machine(
            @Nullable MachineState state, @Nullable String cluster) {}

    /** Network details of an edge host. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record EdgeHost(@Required String hostID, List<String> addresses, List<String> interfaces) {
        public EdgeHost {
            addresses = Immutable.list(addresses);
            interfaces = Immutable.list(interfaces);
        }
    }

    /** Whether a machine can be taken. */
    public enum MachineState {
        AVAILABLE("Available"),
        IN_USE("InUse"),
        UNHEALTHY("Unhealthy");

        private final String text;

        MachineState(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
