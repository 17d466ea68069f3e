// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.api.meta.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyExpressionsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final ReadyExpressions expressions = new ReadyExpressions();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${self.status.phase == "Running"}|HEALTHY
            self.status.ready == self.spec.replicas|HEALTHY
            ${self.status.ready >= 3}|PROGRESSING
            self.status.conditions.exists(c, c.type == "Ready" && c.status == "True")|HEALTHY
            self.status.notThereYet == 1|PROGRESSING
            has(self.status.notThereYet)|PROGRESSING
            self.status.phase|PROGRESSING
            self.status.(|UNKNOWN
            other.status == 1|UNKNOWN
            """)
    void judges(String expression, Health expected) throws Exception {
        JsonNode object = YAML.readTree("""
                spec: {replicas: 2}
                status: {phase: Running, ready: 2, conditions: [{type: Ready, status: "True"}]}
                """);

        assertThat(expressions.assess(List.of(expression), object).health()).isEqualTo(expected);
    }

    @Test
    void all_must_be_true_and_the_first_that_is_not_is_named() throws Exception {
        Verdict verdict = expressions.assess(List.of("true", "self.a == 2", "false"), YAML.readTree("{a: 1}"));

        assertThat(verdict.message()).isEqualTo("not ready: self.a == 2 is not true yet");
    }

    @ParameterizedTest
    @CsvSource({
        // kind's rule says ..., definition says ..., together
        "'{replicas: 1}', 'observedGeneration: 1, updatedReplicas: 1, availableReplicas: 1', PROGRESSING, PROGRESSING",
        "'{replicas: 2}', 'observedGeneration: 1', HEALTHY, HEALTHY",
        "'{replicas: 2}', 'observedGeneration: 0', HEALTHY, PROGRESSING",
        "'{replicas: 2, paused: true}', 'observedGeneration: 1', PROGRESSING, SUSPENDED",
        "'{replicas: 2}', 'observedGeneration: 1, conditions: [{type: Progressing, status: \"False\", reason: ProgressDeadlineExceeded}]', PROGRESSING, DEGRADED",
        "'{replicas: 1}', 'observedGeneration: 1, updatedReplicas: 1, availableReplicas: 1', UNKNOWN, UNKNOWN"
    })
    void a_definitions_word_decides_and_the_kinds_rule_may_know_why(
            String spec, String status, Health said, Health expected) throws Exception {
        JsonNode object = YAML.readTree("apiVersion: apps/v1\nkind: Deployment\nmetadata: {generation: 1}\nspec: "
                + spec + "\nstatus: {" + status + "}");
        Verdict definition = new Verdict(said, "says its definition", Optional.empty());

        assertThat(HealthRules.builtIn()
                        .assess(object, NOW, Optional.of(definition))
                        .health())
                .isEqualTo(expected);
    }
}
