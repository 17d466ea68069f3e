// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.common.Architecture;
import dev.paddock.api.common.Conditioned;
import dev.paddock.api.schema.DateTime;
import dev.paddock.api.schema.Description;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Machines as the provider reported them last, in groups of equal hardware. */
@Description("Machines as the provider reported them last; written by the hub.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputeStatus(
        @Description("Machines that can become control-plane nodes, in groups of equal hardware.")
        List<MachineGroup> controlPlaneCompute,

        @Description("Machines that can become worker nodes, in groups of equal hardware.")
        List<MachineGroup> workerCompute,

        @Description("When the provider was asked last; it is asked every 30 s.") @DateTime @Nullable
        String lastPollTime,

        @Description("Generation of the spec this status is about; older than metadata.generation means not "
                + "evaluated yet.")
        @Nullable
        Long observedGeneration,

        @Description("How things stand, by type: ProviderReachable, Ready.") @ListKeys("type")
        List<Condition> conditions)
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
            @Description("Processor architecture of the machines.") @Nullable
            Architecture architecture,

            @Description("Processors of each machine.") @Nullable
            Integer cpuCount,

            @Description("Memory of each machine in MiB.") @Nullable
            Integer memoryMiB,

            @Description("GPUs of each machine; absent when it has none.") @Nullable
            DeviceGroup gpu,

            @Description("Labels that all of the machines carry.")
            Map<String, String> resourceGroups,

            @Description("Number of machines in the group.") @Nullable
            Integer instances,

            @Description("Number of them that can be taken.") @Nullable
            Integer available,

            @Description("Each machine by host identifier.") Map<String, Machine> machines,

            @Description("Network details of the machines that are edge hosts.") @ListKeys("hostID")
            List<EdgeHost> edgeHostDetails) {
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
            @Description("GPU family.") @Nullable String family,
            @Description("GPUs of each machine.") @Nullable Integer count,

            @Description("Memory of one GPU in MiB.") @Nullable
            Integer memoryMiB) {}

    /** Whether a machine can be taken, and by which cluster it is. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Machine(
            @Description("Available, InUse or Unhealthy.") @Nullable
            MachineState state,

            @Description("Cluster that has taken the machine.") @Nullable
            String cluster) {}

    /** Network details of an edge host. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record EdgeHost(
            @Description("Identifier of the host.") @Required
            String hostID,

            @Description("Its IP addresses.") List<String> addresses,
            @Description("Its network interfaces.") List<String> interfaces) {
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
