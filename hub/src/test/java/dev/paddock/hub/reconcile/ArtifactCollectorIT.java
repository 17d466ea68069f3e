// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.common.ArtifactRef;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentStatus;
import dev.paddock.core.artifact.Digest;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.retention.RetirementRecord;
import dev.paddock.hub.reconcile.artifact.ArtifactCollector;
import dev.paddock.hub.reconcile.artifact.Sweeping;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Artifacts left behind, on a real API server; what is asked of the registry is only noted. */
@WithControlPlane
class ArtifactCollectorIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(40));
    private static final Digest USED = digest("used");
    private static final Digest OLD = digest("old");
    private static final Digest YOUNG = digest("young");

    private final Set<Digest> removed = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Digest>> emptied = new ConcurrentHashMap<>();
    private KubernetesClient client;
    private String project;
    private String repository;
    private Operator operator;

    @BeforeEach
    void start(TestCluster hub) {
        client = hub.client();
        project = hub.namespace();
        repository = "oci://registry.example/paddock/acme/" + project + "/web";
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("mural-system")
                        .endMetadata()
                        .build())
                .serverSideApply();
        operator = new Operator(
                configuration -> configuration.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(
                new ArtifactCollector(client, Clock.systemUTC(), new Noted(), () -> Map.of("artifactHistory", "0")));
        operator.start();
    }

    @AfterEach
    void stop() {
        operator.stop();
    }

    @Test
    void whatIsOldAndUnusedIsRemovedAndTheRestStays() {
        deployment(USED);
        record(LONG_AGO, USED, OLD);
        record(Instant.now(), YOUNG);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(remembered()).containsOnlyKeys("repository", RetirementRecord.key(YOUNG)));

        assertThat(removed).containsExactly(OLD);
        assertThat(emptied).isEmpty();
    }

    @Test
    void theRepositoryOfADeploymentThatIsGoneIsEmptiedAndForgotten() {
        record(Instant.now().minus(Duration.ofDays(30)).plusSeconds(5), YOUNG);
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> find() != null);

        await().atMost(SOON).until(() -> find() == null);

        assertThat(emptied).containsOnly(Map.entry(repository, Set.of()));
    }

    private void deployment(Digest digest) {
        WorkloadDeployment deployment = Serialization.unmarshal("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadDeployment
                metadata: {name: web, namespace: %s}
                spec: {workload: {components: []}, environmentRef: {name: env}}
                """.formatted(project), WorkloadDeployment.class);
        deployment = client.resource(deployment).create();
        deployment.setStatus(new WorkloadDeploymentStatus(
                null,
                null,
                null,
                List.of(new ArtifactRef("c", repository, "r1-c", digest.value(), null, List.of())),
                List.of(),
                Map.of(),
                Map.of(),
                null,
                List.of()));
        client.resource(deployment).updateStatus();
    }

    private void record(Instant since, Digest... digests) {
        ConfigMap record = RetirementRecord.retiring(
                "mural-system",
                project,
                "web",
                repository,
                Arrays.stream(digests).map(Digest::value).toList(),
                since);
        client.resource(record)
                .fieldManager("test-" + digests[0].hex())
                .forceConflicts()
                .serverSideApply();
    }

    private @Nullable ConfigMap find() {
        String name = RetirementRecord.retiring("mural-system", project, "web", repository, Set.of(), LONG_AGO)
                .getMetadata()
                .getName();
        return client.configMaps().inNamespace("mural-system").withName(name).get();
    }

    private Map<String, String> remembered() {
        ConfigMap there = find();
        return there == null ? Map.of() : there.getData();
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Noted implements Sweeping {
        @Override
        public void remove(ArtifactRepository from, Digest digest) {
            if (from.url().equals(repository)) {
                removed.add(digest);
            }
        }

        @Override
        public void empty(ArtifactRepository from, Set<Digest> keep) {
            if (from.url().equals(repository)) {
                emptied.put(from.url(), keep);
            }
        }
    }
}
