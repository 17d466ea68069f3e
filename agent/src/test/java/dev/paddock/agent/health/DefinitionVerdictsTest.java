// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.agent.health.DefinitionVerdicts.Opinion;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.meta.Health;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.api.mural.WorkloadSpec.Readiness;
import dev.paddock.core.health.StatusEngine;
import dev.paddock.core.health.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefinitionVerdictsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectRef WEB = new ObjectRef("apps", "Deployment", "team", "web");
    private static final ObjectRef SERVICE = new ObjectRef("", "Service", "team", "web");
    private static final ObjectRef ROUTE = new ObjectRef("", "Ingress", "team", "web");

    private final List<JsonNode> asked = new ArrayList<>();

    @Test
    void ready_when_is_about_the_object_it_names() throws Exception {
        DefinitionHealth definition = new DefinitionHealth(
                "web",
                null,
                List.of(new Readiness("output", List.of("${self.status.up == true}"))),
                null,
                null,
                Map.of());

        Opinion opinion = new DefinitionVerdicts(Optional.empty()).of(List.of(definition), objects());

        assertThat(opinion.of(WEB)).map(Verdict::health).contains(Health.HEALTHY);
        assertThat(opinion.of(SERVICE)).isEmpty();
    }

    @Test
    void a_health_policy_sees_parameter_main_object_and_outputs_and_is_about_all_of_them() throws Exception {
        Opinion opinion = verdicts(new StatusEngine.Answer(Optional.of(false), Optional.of("1 of 2"), List.of()))
                .of(List.of(policy(null)), objects());

        assertThat(opinion.of(WEB)).map(Verdict::health).contains(Health.PROGRESSING);
        assertThat(opinion.of(SERVICE)).map(Verdict::message).contains("1 of 2");
        assertThat(opinion.of(ROUTE)).isEmpty();
        assertThat(opinion.said()).containsEntry(WEB, "1 of 2");
        JsonNode context = asked.getFirst();
        assertThat(context.path("name").asText()).isEqualTo("web");
        assertThat(context.path("output").path("status").path("up").asBoolean()).isTrue();
        assertThat(context.path("outputs").path("service").path("kind").asText())
                .isEqualTo("Service");
    }

    @Test
    void a_traits_policy_is_about_the_traits_objects_and_sees_the_main_one() throws Exception {
        Opinion opinion = verdicts(new StatusEngine.Answer(Optional.of(true), Optional.empty(), List.of()))
                .of(List.of(policy("gateway")), objects());

        assertThat(opinion.verdicts()).containsOnlyKeys(ROUTE);
        assertThat(asked.getFirst().path("output").path("kind").asText()).isEqualTo("Deployment");
        assertThat(asked.getFirst().path("outputs").has("ingress")).isTrue();
    }

    @Test
    void is_not_asked_twice_about_the_same_objects() throws Exception {
        DefinitionVerdicts verdicts = verdicts(new StatusEngine.Answer(Optional.of(true), Optional.empty(), List.of()));

        verdicts.of(List.of(policy(null)), objects());
        verdicts.of(List.of(policy(null)), objects());

        assertThat(asked).hasSize(1);
    }

    @Test
    void a_policy_that_cannot_be_evaluated_leaves_the_health_unknown_and_says_why() throws Exception {
        Opinion opinion = verdicts(new StatusEngine.Answer(Optional.empty(), Optional.empty(), List.of("2:1: no")))
                .of(List.of(policy(null)), objects());

        assertThat(opinion.of(WEB)).hasValueSatisfying(verdict -> {
            assertThat(verdict.health()).isEqualTo(Health.UNKNOWN);
            assertThat(verdict.message()).contains("2:1: no");
        });
    }

    @Test
    void without_an_engine_the_rules_of_the_kinds_hold() throws Exception {
        assertThat(new DefinitionVerdicts(Optional.empty())
                        .of(List.of(policy(null)), objects())
                        .verdicts())
                .isEmpty();
    }

    @Test
    void what_definitions_say_travels_in_the_artifact() {
        String file = """
                apiVersion: mural.sh/v1beta1
                kind: Workload
                spec:
                  class: abc
                  later: {x: 1}
                  health: [{component: web, healthPolicy: "isHealth: true", parameter: {image: x}}]
                """;

        assertThat(ControlFile.health(Map.of("control/workload.yaml", file)))
                .containsExactly(
                        new DefinitionHealth("web", null, List.of(), "isHealth: true", null, Map.of("image", "x")));
        assertThat(ControlFile.health(Map.of())).isEmpty();
        assertThat(ControlFile.health(Map.of("control/workload.yaml", "spec: [")))
                .isEmpty();
    }

    private DefinitionVerdicts verdicts(StatusEngine.Answer answer) {
        return new DefinitionVerdicts(Optional.of((policy, status, parameter, context) -> {
            assertThat(parameter.path("image").asText()).isEqualTo("x");
            asked.add(context);
            return answer;
        }));
    }

    private static DefinitionHealth policy(@Nullable String trait) {
        return new DefinitionHealth("web", trait, List.of(), "isHealth: true", "message: \"m\"", Map.of("image", "x"));
    }

    private static List<LiveObject> objects() throws Exception {
        return List.of(
                new LiveObject(
                        WEB,
                        Map.of("app.oam.dev/component", "web", "app.oam.dev/resourceType", "WORKLOAD"),
                        YAML.readTree("{kind: Deployment, metadata: {resourceVersion: '1'}, status: {up: true}}")),
                new LiveObject(
                        SERVICE,
                        Map.of(
                                "app.oam.dev/component", "web",
                                "trait.oam.dev/type", "AuxiliaryWorkload",
                                "trait.oam.dev/resource", "service"),
                        YAML.readTree("{kind: Service, metadata: {resourceVersion: '2'}}")),
                new LiveObject(
                        ROUTE,
                        Map.of(
                                "app.oam.dev/component", "web",
                                "trait.oam.dev/type", "gateway",
                                "trait.oam.dev/resource", "ingress"),
                        YAML.readTree("{kind: Ingress, metadata: {resourceVersion: '3'}}")));
    }
}
