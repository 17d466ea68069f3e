// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.ocm.AddOnPlacementScore;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSet;
import dev.paddock.api.ocm.ManagedClusterSetBinding;
import dev.paddock.api.ocm.Placement;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementSchedulerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final PlacementScheduler scheduler = new PlacementScheduler();
    private final List<ManagedCluster> clusters = new ArrayList<>();
    private final List<ManagedClusterSet> sets = new ArrayList<>();
    private final List<ManagedClusterSetBinding> bindings = new ArrayList<>();
    private final List<AddOnPlacementScore> scores = new ArrayList<>();
    private DecisionTally taken = new DecisionTally(Set.of(), Map.of());

    @Test
    void withoutABindingNothingIsChosenAndTheReasonSaysSo() {
        cluster("a", "");

        assertThat(decide("{}").satisfied().reason()).isEqualTo("NoManagedClusterSetBindings");
    }

    @Test
    void aBindingToASetThatDoesNotExistCountsAsNone() {
        cluster("a", "");
        bindings.add(
                yaml.unmarshal("metadata: {name: gone}\nspec: {clusterSet: gone}", ManagedClusterSetBinding.class));

        assertThat(decide("{}").satisfied().reason()).isEqualTo("NoManagedClusterSetBindings");
    }

    @Test
    void anEmptySetIsToldFromClustersThatDoNotFit() {
        globalSet();
        assertThat(decide("{}").satisfied())
                .hasFieldOrPropertyWithValue("reason", "AllManagedClusterSetsEmpty")
                .hasFieldOrPropertyWithValue(
                        "message", "All ManagedClusterSets [global] have no member ManagedCluster");

        cluster("a", "");
        assertThat(decide("predicates: [{requiredClusterSelector: {labelSelector: {matchLabels: {x: y}}}}]")
                        .satisfied()
                        .reason())
                .isEqualTo("NoManagedClusterMatched");
    }

    @Test
    void aClusterThatIsBeingRemovedIsNotChosen() {
        globalSet();
        cluster("a", "");
        cluster("b", "").getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

        assertThat(decide("{}").clusters()).containsExactly("a");
    }

    @Test
    void aTolerationLimitedInTimeHoldsUntilItsEndAndSaysWhenThatIs() {
        globalSet();
        cluster("a", "taints: [{key: gpu, effect: NoSelect, timeAdded: '2025-12-31T23:59:00Z'}]");
        String tolerating = "tolerations: [{key: gpu, operator: Exists, tolerationSeconds: %d}]";

        assertThat(decide(tolerating.formatted(90)))
                .satisfies(answer -> assertThat(answer.clusters()).containsExactly("a"))
                .satisfies(answer -> assertThat(answer.recheckAt()).contains(NOW.plusSeconds(30)));
        assertThat(decide(tolerating.formatted(30)).clusters()).isEmpty();
    }

    @Test
    void noSelectIfNewKeepsWhatWasChosenBefore() {
        globalSet();
        cluster("a", "taints: [{key: full, effect: NoSelectIfNew}]");
        assertThat(decide("{}").clusters()).isEmpty();

        taken = new DecisionTally(Set.of("a"), Map.of());
        assertThat(decide("{}").clusters()).containsExactly("a");
    }

    @Test
    void aTolerationWithoutKeyAndOperatorIsAMisconfiguration() {
        globalSet();
        cluster("a", "");

        PlacementAnswer answer = decide("tolerations: [{value: x}]");

        assertThat(answer.misconfigured())
                .hasFieldOrPropertyWithValue("status", true)
                .hasFieldOrPropertyWithValue("reason", "Misconfigured")
                .hasFieldOrPropertyWithValue(
                        "message", "TaintToleration:If the key is empty, operator must be Exists.");
        assertThat(answer.clusters()).isEmpty();
    }

    @Test
    void celSeesTheClusterItsScoresAndJson() {
        globalSet();
        cluster("a", "").getMetadata().getAnnotations().put("spec", "{\"racks\": 3}");
        cluster("b", "");
        scores.add(yaml.unmarshal(
                "metadata: {name: gpu, namespace: a}\nstatus: {scores: [{name: free, value: 7}]}",
                AddOnPlacementScore.class));

        assertThat(decide(cel("managedCluster.scores('gpu').exists(s, s.name == 'free' && s.value > 5)"))
                        .clusters())
                .containsExactly("a");
        assertThat(decide(cel("managedCluster.metadata.annotations['spec'].parseJSON().racks >= 3"))
                        .clusters())
                .containsExactly("a");
    }

    @Test
    void celThatDoesNotCompileIsAMisconfigurationNotAnEmptyAnswer() {
        globalSet();
        cluster("a", "");

        assertThat(decide(cel("managedCluster.metadata.name ==")).misconfigured())
                .satisfies(verdict -> assertThat(verdict.status()).isTrue())
                .satisfies(verdict -> assertThat(verdict.message()).startsWith("Predicate:compilation failed: "));
    }

    @Test
    void anUnknownScorerIsNamed() {
        globalSet();
        cluster("a", "");

        assertThat(decide("prioritizerPolicy: {configurations: [{scoreCoordinate: {builtIn: Luck}, weight: 1}]}")
                        .misconfigured()
                        .message())
                .isEqualTo(":incorrect builtin prioritizer: Luck");
    }

    @Test
    void anExpiredAddOnScoreCountsAsNothing() {
        globalSet();
        cluster("a", "");
        cluster("b", "");
        scores.add(yaml.unmarshal(
                "metadata: {name: gpu, namespace: b}\n"
                        + "status: {validUntil: '2025-01-01T00:00:00Z', scores: [{name: free, value: 90}]}",
                AddOnPlacementScore.class));
        String byScore = "{numberOfClusters: 1, prioritizerPolicy: {mode: Exact, configurations: [{weight: 1,"
                + " scoreCoordinate: {type: AddOn, addOn: {resourceName: gpu, scoreName: free}}}]}}";

        assertThat(decide(byScore).clusters()).containsExactly("a");
    }

    @Test
    void namedGroupsComeFirstAndTheRestIsDividedByPercentage() {
        globalSet();
        IntStream.range(0, 5).forEach(i -> cluster("c" + i, ""));
        clusters.get(4).getMetadata().getLabels().put("canary", "yes");

        List<DecisionGroup> groups = decide("decisionStrategy: {groupStrategy: {clustersPerDecisionGroup: 40%,"
                        + " decisionGroups: [{groupName: canary,"
                        + " groupClusterSelector: {labelSelector: {matchLabels: {canary: 'yes'}}}}]}}")
                .groups();

        assertThat(groups)
                .containsExactly(
                        new DecisionGroup(0, "canary", List.of("c4")),
                        new DecisionGroup(1, "", List.of("c0", "c1")),
                        new DecisionGroup(2, "", List.of("c2", "c3")));
    }

    @Test
    void aGroupOfMoreThanAHundredClustersTakesSeveralPages() {
        List<String> names =
                IntStream.range(0, 201).mapToObj("c%03d"::formatted).toList();
        List<DecisionPage> pages = DecisionPage.of("p", List.of(new DecisionGroup(0, "", names)));

        assertThat(pages)
                .extracting(DecisionPage::name)
                .containsExactly("p-decision-1", "p-decision-2", "p-decision-3");
        assertThat(pages).extracting(page -> page.clusters().size()).containsExactly(100, 100, 1);
        assertThat(DecisionPage.statuses(pages)).singleElement().satisfies(status -> {
            assertThat(status.decisions()).hasSize(3);
            assertThat(status.clusterCount()).isEqualTo(201);
        });
    }

    @Test
    void nothingChosenStillHasAPage() {
        assertThat(DecisionPage.of("p", List.of(new DecisionGroup(0, "", List.of()))))
                .singleElement()
                .satisfies(page -> assertThat(page.clusters()).isEmpty());
    }

    private PlacementAnswer decide(String spec) {
        String text = spec.startsWith("{") ? spec : "{" + spec + "}";
        Placement placement = yaml.unmarshal("metadata: {name: p, namespace: team}\nspec: " + text, Placement.class);
        return scheduler.decide(
                new PlacementQuestion(placement, clusters, sets, bindings, AddOnScores.of(scores), taken, NOW));
    }

    private static String cel(String expression) {
        return "predicates: [{requiredClusterSelector: {celSelector: {celExpressions: [\"" + expression + "\"]}}}]";
    }

    private ManagedCluster cluster(String name, String spec) {
        ManagedCluster cluster =
                yaml.unmarshal("metadata: {name: " + name + "}\nspec: {" + spec + "}", ManagedCluster.class);
        clusters.add(cluster);
        return cluster;
    }

    private void globalSet() {
        sets.add(yaml.unmarshal(
                "metadata: {name: global}\nspec: {clusterSelector: {selectorType: LabelSelector, labelSelector: {}}}",
                ManagedClusterSet.class));
        bindings.add(yaml.unmarshal(
                "metadata: {name: global, namespace: team}\nspec: {clusterSet: global}",
                ManagedClusterSetBinding.class));
    }
}
