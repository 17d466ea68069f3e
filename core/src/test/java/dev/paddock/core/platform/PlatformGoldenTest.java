// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.platform.Gathered.ClusterView;
import dev.paddock.core.platform.Gathered.EnvironmentView;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.GpuReport;
import dev.paddock.core.quota.Ledger;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.Tenancy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder is a situation: {@code in-*.yaml} the objects that are there, the platform in {@code in-mlplatform.yaml};
 * {@code out-decision.yaml} what is decided. With {@code -Dgolden.update=true} the outputs are written instead of compared.
 * Other MLPlatforms hold in the ledger what their status says.
 */
class PlatformGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/PlatformGoldenTest");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final ObjectMapper json = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> situations() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(CASES)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(folders).isNotEmpty();
        return folders.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private void check(Path folder) throws IOException {
        String decided = yaml.asYaml(decide(read(folder)));
        Path expected = folder.resolve("out-decision.yaml");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, decided);
        }
        assertThat(decided).isEqualTo(Files.readString(expected));
    }

    private JsonNode decide(List<HasMetadata> objects) {
        MLPlatform platform = only(objects, MLPlatform.class, "the-platform");
        Gathered given = gathered(platform, objects);
        PlatformDecider decider = new PlatformDecider();
        Decision decision = decider.decide(given);
        if (decision instanceof Decision.Reserve(var request)) {
            Ledger ledger = new Ledger();
            ledger.open(others(objects, given.tenancy()));
            decision = decider.decide(given.withQuota(ledger.request(request)));
        }
        return describe(decision);
    }

    private JsonNode describe(Decision decision) {
        ObjectNode out = json.createObjectNode();
        out.put("decision", decision.getClass().getSimpleName());
        switch (decision) {
            case Decision.Rest rest -> {
                // there is nothing more to it
            }
            case Decision.Reserve reserve -> throw new AssertionError("asked twice: " + reserve);
            case Decision.Settle settle -> {
                out.set("status", written(settle.status()));
                settle.pool().ifPresent(pool -> out.set("pool", yaml.convertValue(pool, JsonNode.class)));
                settle.deployment()
                        .ifPresent(deployment -> out.set("deployment", yaml.convertValue(deployment, JsonNode.class)));
            }
            case Decision.Remove remove -> {
                out.set("status", written(remove.status()));
                out.putPOJO(
                        "actions",
                        remove.actions().stream()
                                .map(action -> action.getClass().getSimpleName())
                                .toList());
            }
        }
        return out;
    }

    /** What is read back must equal what was decided, or the same decision would be written over and over. */
    private JsonNode written(MLPlatformStatus status) {
        assertThat(yaml.unmarshal(yaml.asYaml(status), MLPlatformStatus.class)).isEqualTo(status);
        return yaml.convertValue(status, JsonNode.class);
    }

    private static Gathered gathered(MLPlatform platform, List<HasMetadata> objects) {
        String namespace = platform.getMetadata().getNamespace();
        Optional<Project> project = all(objects, Project.class).findFirst();
        Tenancy tenancy = new Tenancy(
                namespace,
                project,
                all(objects, Tenant.class).findFirst(),
                all(objects, ComputeProfile.class).toList());
        Map<String, ManagedCluster> clusters = all(objects, ManagedCluster.class)
                .collect(Collectors.toMap(cluster -> cluster.getMetadata().getName(), cluster -> cluster));
        List<EnvironmentView> environments = all(objects, Environment.class)
                .map(environment -> view(environment, clusters))
                .toList();
        return new Gathered(
                platform,
                tenancy,
                all(objects, WorkloadProfile.class).findFirst(),
                all(objects, ClusterProfile.class).findFirst(),
                Optional.empty(),
                all(objects, ComputePool.class).findFirst(),
                environments,
                all(objects, WorkloadDeployment.class).findFirst(),
                Optional.empty(),
                Set.of(),
                NOW);
    }

    private static EnvironmentView view(Environment environment, Map<String, ManagedCluster> clusters) {
        List<ClusterView> chosen = environment.getStatus() == null
                ? List.of()
                : environment.getStatus().decisions().stream()
                        .map(decision -> clusters.get(decision.clusterName()))
                        .map(cluster -> new ClusterView(cluster, GpuDemand.NONE, 0))
                        .toList();
        Map<String, String> labels = environment.getMetadata().getLabels();
        String dedicatedTo = labels != null && "dedicated".equals(labels.get(Labels.MODE))
                ? labels.getOrDefault(Labels.POOL, "")
                : "";
        return new EnvironmentView(environment, dedicatedTo, chosen);
    }

    private static List<LedgerEntry> others(List<HasMetadata> objects, Tenancy tenancy) {
        List<LedgerEntry> entries = new ArrayList<>();
        all(objects, MLPlatform.class)
                .filter(platform -> !platform.getMetadata().getUid().equals("the-platform"))
                .forEach(platform -> entries.addAll(GpuReport.entries(
                        new Owner(
                                platform.getMetadata().getUid(),
                                "MLPlatform",
                                platform.getMetadata().getNamespace(),
                                platform.getMetadata().getName()),
                        platform.getStatus().gpu(),
                        tenancy.levels(null).stream().map(Level::key).collect(Collectors.toSet()))));
        return entries;
    }

    private List<HasMetadata> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().startsWith("in-"))
                    .sorted()
                    .toList();
        }
        List<HasMetadata> objects = new ArrayList<>();
        for (Path file : files) {
            for (String document : Files.readString(file).split("(?m)^---$")) {
                if (!document.isBlank()) {
                    objects.add(yaml.unmarshal(document, typeOf(document)));
                }
            }
        }
        return objects;
    }

    private static Class<? extends HasMetadata> typeOf(String document) {
        List<Class<? extends HasMetadata>> types = List.of(
                MLPlatform.class,
                Project.class,
                Tenant.class,
                ComputeProfile.class,
                WorkloadProfile.class,
                WorkloadDeployment.class,
                ClusterProfile.class,
                ComputePool.class,
                Environment.class,
                ManagedCluster.class);
        return types.stream()
                .filter(type -> document.contains("kind: " + type.getSimpleName() + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no kind known in:\n" + document));
    }

    private static <T extends HasMetadata> Stream<T> all(List<HasMetadata> objects, Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    private static <T extends HasMetadata> T only(List<HasMetadata> objects, Class<T> type, String uid) {
        return all(objects, type)
                .filter(object -> uid.equals(object.getMetadata().getUid()))
                .findFirst()
                .orElseThrow();
    }
}
