// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.agent.health.DefinitionVerdicts;
import dev.paddock.agent.health.DefinitionVerdicts.Opinion;
import dev.paddock.agent.health.LiveObject;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.meta.Health;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.core.health.Verdict;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What definitions say in CUE about objects as they are on a cluster, by the worker an agent is given. */
class CueStatusEngineIT {

    private static final ObjectRef WEB = new ObjectRef("apps", "Deployment", "team", "web");
    private static final String POLICY = """
            ready: {
            	readyReplicas: *0 | int
            } & {
            	if context.output.status.readyReplicas != _|_ {
            		readyReplicas: context.output.status.readyReplicas
            	}
            }
            isHealth: context.output.spec.replicas == ready.readyReplicas
            """;
    private static final String STATUS = """
            message: "\\(parameter.image) on \\(context.output.spec.replicas) replicas"
            """;

    private static CueStatusEngine engine;

    @BeforeAll
    static void start() {
        engine = new CueStatusEngine(NativeBinaries.from(
                        System.getenv(), Path.of(System.getProperty("user.home")), Clock.systemUTC(), Progress.silent())
                .command(Component.CUE));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void a_health_policy_decides_and_a_custom_status_says_how_it_is() throws Exception {
        Opinion waiting = opinion(POLICY, "status: {}");
        Opinion there = opinion(POLICY, "status: {readyReplicas: 2}");

        assertThat(waiting.of(WEB)).map(Verdict::health).contains(Health.PROGRESSING);
        assertThat(waiting.of(WEB)).map(Verdict::message).contains("x:1 on 2 replicas");
        assertThat(there.of(WEB)).map(Verdict::health).contains(Health.HEALTHY);
        assertThat(there.said()).containsEntry(WEB, "x:1 on 2 replicas");
    }

    @Test
    void a_policy_that_is_no_cue_is_told_and_nothing_is_made_up() throws Exception {
        Opinion broken = opinion("isHealth: {", "status: {readyReplicas: 2}");

        assertThat(broken.of(WEB)).map(Verdict::health).contains(Health.UNKNOWN);
        assertThat(broken.of(WEB))
                .hasValueSatisfying(verdict -> assertThat(verdict.message())
                        .startsWith("what its definition says about its health cannot be evaluated: "));
    }

    private static Opinion opinion(String policy, String status) throws Exception {
        LiveObject web = new LiveObject(
                WEB,
                Map.of("app.oam.dev/component", "web", "app.oam.dev/resourceType", "WORKLOAD"),
                new ObjectMapper(new YAMLFactory())
                        .readTree("kind: Deployment\nmetadata: {resourceVersion: '%d'}\nspec: {replicas: 2}\n%s\n"
                                .formatted(status.hashCode(), status)));
        DefinitionHealth definition =
                new DefinitionHealth("web", null, List.of(), policy, STATUS, Map.of("image", "x:1"));
        return new DefinitionVerdicts(Optional.of(engine)).of(List.of(definition), List.of(web));
    }
}
