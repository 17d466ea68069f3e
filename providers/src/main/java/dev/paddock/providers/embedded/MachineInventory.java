// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers.embedded;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.api.common.Architecture;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.palette.ComputeStatus.MachineState;
import dev.paddock.core.pool.Machine;
import dev.paddock.core.quota.GpuFamily;
import dev.paddock.embedded.Home;
import dev.paddock.providers.ProviderException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The machines that embedded clusters pretend to be made of, and which cluster has which. The machines are simulated, yet
 * there is only so many of them: field {@code machines} of {@code fleet.json}, else a room of plausible size. A claim lies
 * with the cluster it is for and goes with it.
 */
final class MachineInventory {
    private static final String CLAIM = "machines.json";
    private static final int CONTROL_PLANE_MACHINES = 32;
    private static final int WORKERS_PER_FAMILY = 16;
    private static final int GPUS_PER_WORKER = 8;
    private static final int DEVICE_MEMORY_MIB = 81_920;
    private static final List<String> USUAL_FAMILIES = List.of("NVIDIA-A100");

    private final Home home;
    private final ObjectMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    MachineInventory(Home home) {
        this.home = home;
    }

    /** Equal machines as {@code fleet.json} writes them. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Group(
            String name,
            int count,
            @Nullable Architecture architecture,
            int cpuCount,
            int memoryMiB,
            @Nullable Devices gpu,
            @Nullable Map<String, String> labels) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Devices(String family, int count, int memoryMiB) {}

    List<Machine> list() {
        Map<String, String> owners = owners();
        List<Machine> machines = new ArrayList<>();
        for (Group group : groups()) {
            for (int number = 1; number <= group.count(); number++) {
                String id = "%s-%02d".formatted(group.name(), number);
                machines.add(machine(group, id, owners.getOrDefault(id, "")));
            }
        }
        return machines;
    }

    /** Gives the machines to the cluster; fails if another has one of them by now. */
    synchronized void claim(String key, Map<String, List<String>> machines) {
        Map<String, String> owners = owners();
        machines.values().stream().flatMap(List::stream).forEach(id -> {
            String owner = owners.getOrDefault(id, key);
            if (!owner.equals(key)) {
                throw new ProviderException("machine %s was taken by cluster %s meanwhile".formatted(id, owner));
            }
        });
        try {
            home.writeIfChanged(file(key), json.writeValueAsString(new TreeMap<>(machines)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of names is always JSON", e);
        }
    }

    private Map<String, String> owners() {
        Map<String, String> owners = new TreeMap<>();
        for (String key : home.children(home.clusters())) {
            home.read(file(key))
                    .ifPresent(text -> parse(text, new TypeReference<Map<String, List<String>>>() {})
                            .values()
                            .forEach(ids -> ids.forEach(id -> owners.put(id, key))));
        }
        return owners;
    }

    private List<Group> groups() {
        JsonNode fleet = home.read(home.root().resolve("fleet.json"))
                .map(text -> parse(text, new TypeReference<JsonNode>() {}))
                .orElseGet(json::createObjectNode);
        if (fleet.path("machines").isArray()) {
            return json.convertValue(fleet.path("machines"), new TypeReference<>() {});
        }
        List<String> families = new ArrayList<>();
        fleet.path("gpus").fieldNames().forEachRemaining(families::add);
        return usual(families.isEmpty() ? USUAL_FAMILIES : families);
    }

    private static List<Group> usual(List<String> families) {
        List<Group> groups = new ArrayList<>();
        groups.add(new Group("host", CONTROL_PLANE_MACHINES, null, 16, 65_536, null, Map.of(Labels.ROLE, "any")));
        for (String family : families) {
            String name = GpuFamily.normalise(family).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            groups.add(new Group(
                    name,
                    WORKERS_PER_FAMILY,
                    null,
                    64,
                    524_288,
                    new Devices(family, GPUS_PER_WORKER, DEVICE_MEMORY_MIB),
                    Map.of()));
        }
        return groups;
    }

    private static Machine machine(Group group, String id, String owner) {
        return new Machine(
                id,
                Objects.requireNonNullElse(group.architecture(), Architecture.AMD64),
                group.cpuCount(),
                group.memoryMiB(),
                Optional.ofNullable(group.gpu())
                        .map(gpu ->
                                new Machine.Devices(GpuFamily.normalise(gpu.family()), gpu.count(), gpu.memoryMiB())),
                labels(group),
                owner.isEmpty() ? MachineState.AVAILABLE : MachineState.IN_USE,
                owner);
    }

    /** All of them are the product's, which is what a Compute selects unless it says otherwise. */
    private static Map<String, String> labels(Group group) {
        Map<String, String> labels = new TreeMap<>(Objects.requireNonNullElse(group.labels(), Map.of()));
        labels.putIfAbsent(Labels.PALETTE, "true");
        return labels;
    }

    private <T> T parse(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new ProviderException("the machine inventory is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private Path file(String key) {
        return home.cluster(key).resolve(CLAIM);
    }
}
