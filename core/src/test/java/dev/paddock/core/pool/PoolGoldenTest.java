// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.core.golden.GoldenFolders;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder is a situation: {@code in-*.yaml} what there is, {@code out-status.yaml} the status decided upon, the acts and
 * when the pool is looked at again.
 */
class PoolGoldenTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final GoldenFolders folders = new GoldenFolders("PoolGoldenTest");
    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final ObjectMapper json = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> situations() {
        return folders.cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    @TestFactory
    Stream<DynamicTest> aStatusThatWasWrittenAndReadIsNotWrittenAgain() {
        return folders.cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> settles(folder)));
    }

    private void check(Path folder) {
        PoolSituation situation = PoolSituation.in(folder);
        GoldenFolders.check(folder, "out-status.yaml", yaml.asYaml(describe(situation.decide(situation.pool(), NOW))));
    }

    private void settles(Path folder) {
        PoolSituation situation = PoolSituation.in(folder);
        ComputePool pool = PoolSituation.withStatus(
                situation.pool(), situation.decide(situation.pool(), NOW).status());
        PoolDecision.Settle again = situation.decide(pool, NOW.plusSeconds(10));
        if (again.actions().contains(new PoolDecision.Action.RemoveFinalizer())) {
            return; // a pool that is done being deleted gets no further status
        }
        assertThat(again.status()).isEqualTo(pool.getStatus());
    }

    private JsonNode describe(PoolDecision.Settle settle) {
        ObjectNode out = json.createObjectNode();
        out.set("status", yaml.convertValue(settle.status(), JsonNode.class));
        out.putPOJO(
                "actions",
                settle.actions().stream()
                        .map(action -> action.getClass().getSimpleName())
                        .toList());
        settle.checkAgain().ifPresent(delay -> out.put("checkAgain", delay.toString()));
        return out;
    }
}
