// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.ocm.AddOnPlacementScore;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSet;
import dev.paddock.api.ocm.ManagedClusterSetBinding;
import dev.paddock.api.ocm.ManagedClusterStatus;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.api.ocm.PlacementDecisionStatus;
import dev.paddock.api.ocm.PlacementDecisionStatus.ClusterDecision;
import dev.paddock.core.placement.PlacementAnswer.Verdict;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Open Cluster Management 1.3 decided for a hundred Placements, one after another, is what this scheduler decides. */
class OcmPlacementOracleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final List<ManagedClusterSet> sets = new ArrayList<>();
    private final List<ManagedClusterSetBinding> bindings = new ArrayList<>();
    private final List<ManagedCluster> clusters = new ArrayList<>();
    private final List<PlacementDecision> decisions = new ArrayList<>();

    private final PlacementScheduler scheduler = new PlacementScheduler();

    /**
     * Three of the hundred weigh {@code Steady} below zero such that upstream never settles: it moves them to and fro
     * between two answers, and the record holds whichever was there when it was read. (It moved p-033 after p-042 and
     * p-047, whose answers need p-033's first one.) For these the recorded answer must be one of the two.
     */
    @Test
    void everyRecordedPlacementIsDecidedTheSame() {
        readClusters();
        AddOnScores scores = AddOnScores.of(documents("in-scores.yaml")
                .map(text -> yaml.unmarshal(text, AddOnPlacementScore.class))
                .toList());
        Map<String, Expected> expected = expected();

        List<String> differences = new ArrayList<>();
        List<String> unsettled = new ArrayList<>();
        for (Placement placement : placements()) {
            PlacementQuestion question =
                    new PlacementQuestion(placement, clusters, sets, bindings, scores, tally(placement), NOW);
            String name = placement.getMetadata().getName();
            List<PlacementAnswer> alternating = scheduler.alternating(question);
            if (alternating.size() > 1) {
                unsettled.add(name);
            }
            PlacementAnswer answer = scheduler.decide(question);
            Expected want = Objects.requireNonNull(expected.remove(name), name);
            if (!want.equals(Expected.of(answer))
                    && alternating.stream().map(Expected::of).noneMatch(want::equals)) {
                differences.add(name + ": expected " + want + " but was " + Expected.of(answer));
            }
            record(placement, answer);
        }

        assertThat(differences)
                .as("%d of %d as the oracle", decisions.size() - differences.size(), decisions.size())
                .isEmpty();
        assertThat(decisions).hasSize(100);
        assertThat(expected).isEmpty();
        assertThat(unsettled).containsExactly("p-033", "p-084", "p-095");
    }

    @Test
    void aDecisionOnceTakenIsKept() {
        readClusters();
        for (Placement placement : placements()) {
            PlacementQuestion question = new PlacementQuestion(
                    placement, clusters, sets, bindings, AddOnScores.of(List.of()), tally(placement), NOW);
            PlacementAnswer answer = scheduler.decide(question);

            assertThat(scheduler.decide(question.after(answer)).clusters())
                    .as(placement.getMetadata().getName())
                    .isEqualTo(answer.clusters());
        }
    }

    private List<Placement> placements() {
        return documents("in-placements.yaml")
                .map(text -> yaml.unmarshal(text, Placement.class))
                .toList();
    }

    private DecisionTally tally(Placement placement) {
        return DecisionTally.of(
                placement.getMetadata().getNamespace(), placement.getMetadata().getName(), decisions);
    }

    private void record(Placement placement, PlacementAnswer answer) {
        PlacementDecision decision = new PlacementDecision();
        decision.setMetadata(new ObjectMetaBuilder()
                .withNamespace(placement.getMetadata().getNamespace())
                .addToLabels(OcmNames.PLACEMENT_LABEL, placement.getMetadata().getName())
                .build());
        decision.setStatus(new PlacementDecisionStatus(answer.clusters().stream()
                .map(cluster -> new ClusterDecision(cluster, "", null))
                .toList()));
        decisions.add(decision);
    }

    private void readClusters() {
        Map<String, Object> statuses = object("in-status.yaml");
        documents("in-clusters.yaml").forEach(text -> {
            if (text.contains("kind: ManagedClusterSetBinding")) {
                bindings.add(yaml.unmarshal(text, ManagedClusterSetBinding.class));
            } else if (text.contains("kind: ManagedClusterSet")) {
                sets.add(yaml.unmarshal(text, ManagedClusterSet.class));
            } else {
                ManagedCluster cluster = yaml.unmarshal(text, ManagedCluster.class);
                cluster.setStatus(
                        yaml.convertValue(statuses.get(cluster.getMetadata().getName()), ManagedClusterStatus.class));
                clusters.add(cluster);
            }
        });
    }

    private Map<String, Expected> expected() {
        Map<String, Expected> expected = new LinkedHashMap<>();
        object("expected.yaml").forEach((name, value) -> expected.put(name, yaml.convertValue(value, Expected.class)));
        return expected;
    }

    @SuppressWarnings("unchecked") // YAML objects have text keys.
    private Map<String, Object> object(String file) {
        return yaml.unmarshal(text(file), Map.class);
    }

    private static Stream<String> documents(String file) {
        return Stream.of(text(file).split("(?m)^---\\s*$")).filter(text -> !text.isBlank());
    }

    private static String text(String file) {
        String path = "/oracle/ocm-placement/" + file;
        try (InputStream stream = OcmPlacementOracleTest.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer in the shape of the recorded ones. */
    record Expected(List<String> clusters, int numberOfSelectedClusters, List<Recorded> conditions) {
        static Expected of(PlacementAnswer answer) {
            return new Expected(
                    answer.clusters(),
                    answer.selected(),
                    List.of(Recorded.of(answer.misconfigured()), Recorded.of(answer.satisfied())));
        }
    }

    record Recorded(String type, String status, String reason, String message) {
        static Recorded of(Verdict verdict) {
            return new Recorded(
                    verdict.type(), verdict.status() ? "True" : "False", verdict.reason(), verdict.message());
        }
    }
}
