// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.common.Architecture;
import dev.paddock.api.common.NodePool;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputePoolStatus;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeStatus.MachineState;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.golden.GoldenFolders;
import dev.paddock.core.pool.GatheredPool.Facts;
import dev.paddock.core.pool.PoolClusters.PoolMember;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.Tenancy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is when a pool is decided about: the objects of a folder, and in its {@code in-provider.yaml} what no object
 * says: machines, and each cluster as its provider and the installer of its agents see it.
 */
record PoolSituation(List<JsonNode> documents, Map<String, ClusterState> states, Map<String, AgentState> agents) {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String PROVIDER = "ProviderView";

    static PoolSituation in(Path folder) {
        List<JsonNode> documents = GoldenFolders.inputs(folder);
        ComputePool pool = pool(documents);
        Map<String, ClusterState> states = new HashMap<>();
        Map<String, AgentState> agents = new HashMap<>();
        for (PoolMember member : PoolClusters.of(pool)) {
            JsonNode cluster = provider(documents).path("clusters").path(member.key());
            states.put(member.key(), state(cluster, member));
            agents.put(member.key(), agent(cluster.path("agents").asText("NotInstalled")));
        }
        return new PoolSituation(documents, states, agents);
    }

    ComputePool pool() {
        return pool(documents);
    }

    /** The same, but for how every cluster of the pool is seen. */
    PoolSituation seen(ClusterState state, AgentState agent) {
        return new PoolSituation(
                documents,
                states.keySet().stream().collect(Collectors.toMap(key -> key, key -> state)),
                agents.keySet().stream().collect(Collectors.toMap(key -> key, key -> agent)));
    }

    /** The same without objects of some kinds. */
    PoolSituation without(String... kinds) {
        return new PoolSituation(
                documents.stream()
                        .filter(document ->
                                !Set.of(kinds).contains(document.path("kind").asText()))
                        .toList(),
                states,
                agents);
    }

    /** The same with as many clusters as names, each Ready and joined, in a pool that is new. */
    PoolSituation withClusters(List<String> names) {
        List<JsonNode> changed = new ArrayList<>();
        for (JsonNode document : documents) {
            ObjectNode copy = document.deepCopy();
            switch (copy.path("kind").asText()) {
                case "ComputePool" -> {
                    copy.remove("status");
                    repeat((ArrayNode) copy.at("/spec/clusterVariant/shared/clusters"), "name", names);
                    changed.add(copy);
                }
                case "Environment" -> {
                    repeat((ArrayNode) copy.at("/status/decisions"), "clusterName", keys(names));
                    changed.add(copy);
                }
                case "ManagedCluster" ->
                    keys(names).forEach(key -> {
                        ObjectNode cluster = copy.deepCopy();
                        cluster.withObject("/metadata").put("name", key);
                        changed.add(cluster);
                    });
                default -> changed.add(copy);
            }
        }
        Map<String, ClusterState> ready = PoolClusters.of(pool(changed)).stream()
                .collect(Collectors.toMap(PoolMember::key, member -> ready(MissingNode.getInstance(), member)));
        return new PoolSituation(changed, ready, Map.of());
    }

    private static List<String> keys(List<String> names) {
        return names.stream().map(name -> "project-a-fleet-" + name).toList();
    }

    private static void repeat(ArrayNode list, String field, List<String> values) {
        JsonNode like = list.get(0);
        list.removeAll();
        values.forEach(value -> list.add(((ObjectNode) like.deepCopy()).put(field, value)));
    }

    PoolDecision.Settle decide(ComputePool pool, Instant now) {
        GatheredPool given = gathered(pool, now);
        PoolDecision decision = new PoolDecider().decide(given);
        if (decision instanceof PoolDecision.Reserve(var request)) {
            Ledger ledger = new Ledger();
            ledger.open(List.of());
            decision = new PoolDecider().decide(given.withQuota(ledger.request(request)));
        }
        return (PoolDecision.Settle) decision;
    }

    /** The pool as it is read once the status was written. */
    static ComputePool withStatus(ComputePool pool, ComputePoolStatus status) {
        ComputePool written = YAML.clone(pool);
        written.setStatus(YAML.unmarshal(YAML.asYaml(status), ComputePoolStatus.class));
        return written;
    }

    private GatheredPool gathered(ComputePool pool, Instant now) {
        Tenancy tenancy = new Tenancy(
                pool.getMetadata().getNamespace(),
                first(Project.class),
                first(Tenant.class),
                GoldenFolders.all(documents, ComputeProfile.class));
        Map<String, ManagedCluster> joined = GoldenFolders.all(documents, ManagedCluster.class).stream()
                .collect(Collectors.toMap(cluster -> cluster.getMetadata().getName(), cluster -> cluster));
        Map<String, Facts> facts = new HashMap<>();
        states.forEach((key, state) -> facts.put(
                key,
                new Facts(
                        state,
                        agents.getOrDefault(key, new AgentState.NotInstalled()),
                        Optional.ofNullable(joined.get(key)),
                        provider(documents)
                                .at("/clusters/" + key + "/worksLeft")
                                .asBoolean())));
        return new GatheredPool(
                pool,
                tenancy,
                first(ClusterProfile.class),
                Optional.empty(),
                facts,
                machines(),
                first(Environment.class),
                GoldenFolders.all(documents, WorkloadDeployment.class).stream()
                        .map(deployment -> deployment.getMetadata().getNamespace() + "/"
                                + deployment.getMetadata().getName())
                        .toList(),
                Optional.empty(),
                Set.of(),
                now);
    }

    private List<Machine> machines() {
        List<Machine> machines = new ArrayList<>();
        provider(documents)
                .path("machines")
                .properties()
                .forEach(entry -> machines.add(machine(
                        entry.getKey(),
                        entry.getValue().asText(),
                        entry.getKey().startsWith("a100"))));
        return machines;
    }

    private static Machine machine(String id, String cluster, boolean gpu) {
        return new Machine(
                id,
                Architecture.AMD64,
                64,
                524_288,
                gpu ? Optional.of(new Machine.Devices("NVIDIA-A100", 8, 81_920)) : Optional.empty(),
                Map.of(),
                cluster.isEmpty() ? MachineState.AVAILABLE : MachineState.IN_USE,
                cluster);
    }

    private <T> Optional<T> first(Class<T> type) {
        return GoldenFolders.all(documents, type).stream().findFirst();
    }

    private static ComputePool pool(List<JsonNode> documents) {
        return GoldenFolders.all(documents, ComputePool.class).getFirst();
    }

    private static JsonNode provider(List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(PROVIDER))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the case has no " + PROVIDER));
    }

    private static ClusterState state(JsonNode cluster, PoolMember member) {
        String message = cluster.path("message").asText("as the provider says");
        return switch (cluster.path("state").asText("Absent")) {
            case "Absent" -> new ClusterState.Absent();
            case "Creating" -> new ClusterState.Creating(message);
            case "Ready" -> ready(cluster.path("workers"), member);
            case "Failed" -> new ClusterState.Failed(message);
            case "Deleting" -> new ClusterState.Deleting(message);
            default -> throw new AssertionError("no such state: " + cluster);
        };
    }

    /** With the nodes that are asked for, unless the case says how many each worker pool has. */
    private static ClusterState ready(JsonNode workers, PoolMember member) {
        List<NodePool> pools = member.spec().workerPools().stream()
                .map(pool -> workers.isMissingNode() ? pool : ofSize(pool.name(), workers.asInt()))
                .toList();
        return new ClusterState.Ready("https://" + member.key(), 1, "v1.36.3", pools);
    }

    private static NodePool ofSize(String name, int nodes) {
        return new NodePool(name, nodes, null, null, null, null, null, null, null, Map.of(), Map.of(), List.of());
    }

    private static AgentState agent(String text) {
        return switch (text) {
            case "NotInstalled" -> new AgentState.NotInstalled();
            case "Installing" -> new AgentState.Installing();
            case "Installed" -> new AgentState.Installed();
            default -> new AgentState.Failed(text);
        };
    }
}
