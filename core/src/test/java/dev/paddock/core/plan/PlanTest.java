// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.plan.ObjectChange.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final ObjectNode WEB = object("Deployment", "web", "{\"replicas\":1}");
    private static final ObjectNode WEB_TWICE = object("Deployment", "web", "{\"replicas\":2}");
    private static final ObjectNode PORT = object("Service", "web", "{}");

    /** One case: what is there, what would be, and what has to be said. */
    private record Case(
            String called, Map<String, String> delivered, Optional<Delivery> now, Delivery then, String said) {
        @Override
        public String toString() {
            return called;
        }
    }

    static List<Case> deployments() {
        Delivery one = delivery("a", List.of("east"), WEB);
        return List.of(
                new Case(
                        "a new deployment creates all of it",
                        Map.of(),
                        Optional.empty(),
                        one,
                        "east[create Deployment team/web] same[] notes:0"),
                new Case(
                        "what is the same is unchanged",
                        Map.of("east", "digest-a"),
                        Optional.of(one),
                        delivery("b", List.of("east"), WEB),
                        "same[east] notes:0"),
                new Case(
                        "a field changes, an object comes",
                        Map.of("east", "digest-a"),
                        Optional.of(one),
                        delivery("b", List.of("east"), WEB_TWICE, PORT),
                        "east[change Deployment team/web, create Service team/web] same[] notes:0"),
                new Case(
                        "an object goes",
                        Map.of("east", "digest-a"),
                        Optional.of(delivery("a", List.of("east"), WEB, PORT)),
                        delivery("b", List.of("east"), WEB),
                        "east[delete Service team/web] same[] notes:0"),
                new Case(
                        "a cluster that was told nothing yet gets all of it",
                        Map.of("east", "digest-a"),
                        Optional.of(delivery("a", List.of("east", "west"), WEB)),
                        delivery("a", List.of("east", "west"), WEB),
                        "west[create Deployment team/web] same[east] notes:0"),
                new Case(
                        "a withdrawn cluster loses all of it",
                        Map.of("east", "digest-a", "west", "digest-a"),
                        Optional.of(delivery("a", List.of("east", "west"), WEB)),
                        withdrawn(delivery("a", List.of("east"), WEB), "west"),
                        "west[delete Deployment team/web] same[east] notes:0"),
                new Case(
                        "one that its environment has left already loses all of it, too",
                        Map.of("east", "digest-a", "west", "digest-a"),
                        Optional.of(delivery("a", List.of("east"), WEB)),
                        withdrawn(delivery("a", List.of("east"), WEB), "west"),
                        "west[delete Deployment team/web] same[east] notes:0"),
                new Case(
                        "and is not called unchanged where nobody knows what it runs",
                        Map.of("east", "digest-a", "west", "digest-old"),
                        Optional.of(delivery("a", List.of("east"), WEB)),
                        withdrawn(delivery("a", List.of("east"), WEB), "west"),
                        "west[] same[east] notes:1"),
                new Case(
                        "a component that is left out is deleted",
                        Map.of("east", "digest-a"),
                        Optional.of(one),
                        delivery("b", List.of("east")),
                        "east[delete Deployment team/web] same[] notes:0"),
                new Case(
                        "what cannot be rendered takes nothing away",
                        Map.of("east", "digest-a"),
                        Optional.of(one),
                        new Delivery("", "RenderFailed: no", "in", List.of(), List.of(), List.of(), List.of()),
                        "same[] notes:0"),
                new Case(
                        "an artifact the hub would not make is told",
                        Map.of("east", "digest-old"),
                        Optional.of(one),
                        one,
                        "same[east] notes:1"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aDeploymentsPlanTellsWhatHappensOnEachCluster(Case given) {
        DeploymentPlan plan = DeploymentPlan.of("team/web", given.delivered(), given.now(), given.then());

        StringBuilder said = new StringBuilder();
        plan.clusters()
                .forEach(cluster -> said.append(cluster.cluster())
                        .append(cluster.objects().stream()
                                .map(change -> change.action() + " " + change.object())
                                .toList())
                        .append(' '));
        said.append("same")
                .append(plan.unchanged())
                .append(" notes:")
                .append(plan.notes().size());
        assertThat(said).hasToString(given.said());
    }

    @Test
    void statusAndWhatTheServerWritesAreNoDifference() {
        ObjectNode live = WEB.deepCopy();
        live.withObject("/metadata").put("resourceVersion", "7").put("uid", "u").put("generation", 3);
        live.putObject("status").put("readyReplicas", 1);

        assertThat(ContentDiff.of("web", Optional.of(live), Optional.of(WEB)).action())
                .isEqualTo(Action.unchanged);
        ObjectNode reported = live.deepCopy();
        reported.withObject("/metadata").put("resourceVersion", "8");
        reported.withObject("/status").put("readyReplicas", 2);
        assertThat(ContentDiff.identity(reported)).isEqualTo(ContentDiff.identity(live));
        reported.withObject("/spec").put("replicas", 9);
        assertThat(ContentDiff.identity(reported)).isNotEqualTo(ContentDiff.identity(live));
    }

    @Test
    void valuesOfSecretsAreComparableAndNotShown() {
        ObjectNode secret = parse("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"s\"},"
                + "\"data\":{\"password\":\"aHVudGVyMg==\"}}");
        ObjectNode other = secret.deepCopy();
        other.withObject("/data").put("password", "b3RoZXI=");

        assertThat(Hidden.of(secret, "x").toString()).doesNotContain("aHVudGVyMg");
        assertThat(Hidden.of(secret, "x")).isEqualTo(Hidden.of(secret, "x"));
        assertThat(Hidden.of(secret, "x")).isNotEqualTo(Hidden.of(secret, "y"));
        assertThat(Hidden.of(secret, "x")).isNotEqualTo(Hidden.of(other, "x"));
        assertThat(Hidden.of(WEB, "x")).isSameAs(WEB);
    }

    @Test
    void aPlanHoldsWhileTheWorldIsTheSame() {
        assertThat(plan("hub", "live", "in", "out").differences(plan("hub", "live", "in", "out")))
                .isEmpty();
    }

    @Test
    void everyChangeOfTheWorldIsNamed() {
        Plan planned = plan("hub", "live", "in", "out");
        assertThat(planned.differences(plan("other", "live", "in", "out")).getFirst())
                .contains("is for the hub at hub");
        assertThat(planned.differences(plan("hub", "changed", "in", "out")))
                .containsExactly("ConfigMap team/settings has been changed since");
        assertThat(planned.differences(plan("hub", "", "in", "out")))
                .containsExactly("ConfigMap team/settings was to be changed, and is gone");
        assertThat(plan("hub", "", "in", "out").differences(planned))
                .containsExactly("ConfigMap team/settings was to be created, and exists now");
        assertThat(planned.differences(plan("hub", "live", "changed", "out")).getFirst())
                .contains("what it is delivered from has changed");
        assertThat(planned.differences(plan("hub", "live", "in", "changed")).getFirst())
                .contains("something else would be delivered");
        Plan without = new Plan(Plan.VERSION, "hub", planned.documents(), List.of());
        assertThat(planned.differences(without))
                .containsExactly("WorkloadDeployment team/web would not be affected any more");
        assertThat(without.differences(planned)).containsExactly("WorkloadDeployment team/web would be affected too");
    }

    @Test
    void aPlanSurvivesItsFile() throws JsonProcessingException {
        Plan planned = plan("hub", "live", "in", "out");
        assertThat(JSON.readValue(JSON.writeValueAsString(planned), Plan.class).differences(planned))
                .isEmpty();
    }

    private static Plan plan(String hub, String live, String inputs, String result) {
        ObjectNode settings = parse("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}");
        return new Plan(
                Plan.VERSION,
                hub,
                List.of(new Plan.Document(
                        live, new ObjectChange(Action.change, "ConfigMap team/settings", List.of()), settings)),
                List.of(new DeploymentPlan(
                        "team/web", "v0", "v1", "", List.of(), List.of("east"), List.of(), List.of(), inputs, result)));
    }

    private static Delivery delivery(String name, List<String> clusters, ObjectNode... objects) {
        return new Delivery(
                "v0",
                "",
                "in",
                List.of(new Delivery.ClusterClass("c", "digest-" + name, clusters, List.of(objects))),
                List.of(),
                List.of(),
                List.of());
    }

    private static Delivery withdrawn(Delivery delivery, String cluster) {
        return new Delivery(delivery.revision(), "", "in", delivery.classes(), List.of(cluster), List.of(), List.of());
    }

    private static ObjectNode object(String kind, String name, String spec) {
        return parse(
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"%s\",\"metadata\":{\"namespace\":\"team\",\"name\":\"%s\"},\"spec\":%s}"
                        .formatted(kind, name, spec));
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
