// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.api.ocm.AddOnPlacementScore;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.api.ocm.PlacementStatus;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The recorded answers of Open Cluster Management, asked through a real API server. */
@WithControlPlane
class PlacementStandInIT {
    private static final String NAMESPACE = "team";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Upstream moves it to and fro for ever; see OcmPlacementOracleTest. */
    private static final String UNSETTLED = "p-033";

    private final KubernetesSerialization yaml = new KubernetesSerialization();

    @Test
    void everyRecordedPlacementIsDecidedTheSameThroughTheApiServer(@OnCluster("placement") KubernetesClient client)
            throws IOException {
        createFleet(client);
        Map<String, Object> expected = object("expected.yaml");
        List<String> differences = new ArrayList<>();
        Operator operator = start(client, () -> true);
        try {
            for (String text : documents("in-placements.yaml").toList()) {
                Placement placement =
                        client.resource(yaml.unmarshal(text, Placement.class)).create();
                String name = placement.getMetadata().getName();
                Recorded want = yaml.convertValue(expected.get(name), Recorded.class);
                Recorded got = answer(client, name);
                if (!want.equals(got) && !name.equals(UNSETTLED)) {
                    differences.add(name + ": expected " + want + " but was " + got);
                }
            }
        } finally {
            operator.stop();
        }

        assertThat(differences)
                .as("%d of %d as the oracle", expected.size() - differences.size(), expected.size())
                .isEmpty();
    }

    @Test
    void anEngineThatIsPresentIsLeftAloneAndItsAbsenceIsNoticed(@OnCluster("aside") KubernetesClient client) {
        namespace(client, NAMESPACE);
        AtomicBoolean active = new AtomicBoolean(false);
        AtomicInteger asked = new AtomicInteger();
        Operator operator = start(client, () -> {
            asked.incrementAndGet();
            return active.get();
        });
        try {
            client.resource(placement("waiting")).create();
            await().atMost(PATIENCE).until(() -> asked.get() > 0);
            active.set(true);
            client.resource(placement("served")).create();
            Recorded served = answer(client, "served");

            assertThat(served.conditions().getLast().reason()).isEqualTo("NoManagedClusterSetBindings");
            assertThat(client.resources(Placement.class)
                            .inNamespace(NAMESPACE)
                            .withName("waiting")
                            .get()
                            .getStatus())
                    .isNull();
        } finally {
            operator.stop();
        }
    }

    private static Operator start(KubernetesClient client, BooleanSupplier active) {
        Operator operator =
                new Operator(overrider -> overrider.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(new PlacementStandIn(client, Clock.systemUTC(), active));
        operator.start();
        return operator;
    }

    private Placement placement(String name) {
        return yaml.unmarshal(
                "metadata: {name: " + name + ", namespace: " + NAMESPACE + "}\nspec: {}", Placement.class);
    }

    private Recorded answer(KubernetesClient client, String name) {
        var placement = client.resources(Placement.class).inNamespace(NAMESPACE).withName(name);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            PlacementStatus status = placement.get().getStatus();
            return status != null && !status.conditions().isEmpty();
        });
        PlacementStatus status = placement.get().getStatus();
        List<String> clusters = client
                .resources(PlacementDecision.class)
                .inNamespace(NAMESPACE)
                .withLabel(OcmNames.PLACEMENT_LABEL, name)
                .list()
                .getItems()
                .stream()
                .flatMap(page -> page.getStatus().decisions().stream())
                .map(decision -> decision.clusterName())
                .sorted()
                .toList();
        return new Recorded(
                clusters,
                Objects.requireNonNullElse(status.numberOfSelectedClusters(), -1),
                status.conditions().stream().map(Verdict::of).toList());
    }

    private void createFleet(KubernetesClient client) throws IOException {
        namespace(client, NAMESPACE);
        Map<String, Object> statuses = object("in-status.yaml");
        for (String text : documents("in-clusters.yaml").toList()) {
            client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .create();
            if (text.contains("kind: ManagedCluster\n")) {
                ManagedCluster cluster = yaml.unmarshal(text, ManagedCluster.class);
                namespace(client, cluster.getMetadata().getName());
                ManagedCluster patch = new ManagedCluster();
                patch.setMetadata(new ObjectMetaBuilder()
                        .withName(cluster.getMetadata().getName())
                        .build());
                patch.setStatus(
                        yaml.convertValue(statuses.get(cluster.getMetadata().getName()), ManagedClusterStatus.class));
                applyStatus(client, patch);
            }
        }
        for (String text : documents("in-scores.yaml").toList()) {
            AddOnPlacementScore score = yaml.unmarshal(text, AddOnPlacementScore.class);
            AddOnPlacementScore bare = new AddOnPlacementScore();
            bare.setMetadata(score.getMetadata());
            client.resource(bare).create();
            score.setMetadata(new ObjectMetaBuilder()
                    .withName(score.getMetadata().getName())
                    .withNamespace(score.getMetadata().getNamespace())
                    .build());
            applyStatus(client, score);
        }
    }

    private static void applyStatus(KubernetesClient client, HasMetadata object) {
        client.resource(object)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("test")
                        .withForce(true)
                        .build());
    }

    private static void namespace(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    @SuppressWarnings("unchecked") // YAML objects have text keys.
    private Map<String, Object> object(String file) throws IOException {
        return yaml.unmarshal(text(file), Map.class);
    }

    private static Stream<String> documents(String file) throws IOException {
        return Stream.of(text(file).split("(?m)^---\\s*$")).filter(text -> !text.isBlank());
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(System.getProperty("paddock.root"))
                .resolve("core/src/test/resources/oracle/ocm-placement")
                .resolve(file));
    }

    record Recorded(List<String> clusters, int numberOfSelectedClusters, List<Verdict> conditions) {}

    record Verdict(String type, String status, String reason, String message) {
        static Verdict of(Condition condition) {
            return new Verdict(
                    condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
        }
    }
}
