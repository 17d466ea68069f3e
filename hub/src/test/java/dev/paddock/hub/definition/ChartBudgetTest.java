// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.ReleaseRenderer.Outcome;
import dev.paddock.core.definition.ReleaseRenderer.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartBudgetTest {

    private static final class Watch extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void chartsThatComeAfterTheTimeIsUpAreLeftForTheNextTry() {
        Watch watch = new Watch();
        ChartBudget budget = new ChartBudget(
                request -> {
                    watch.now = watch.now.plusSeconds(6);
                    return new Outcome.Left();
                },
                watch,
                Duration.ofSeconds(10));

        assertThat(budget.render(release("first"))).isInstanceOf(Outcome.Left.class);
        assertThat(budget.render(release("second"))).isInstanceOf(Outcome.Left.class);
        assertThatThrownBy(() -> budget.render(release("third")))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessage("the workload's charts took more than 10 s, and release third is left");
    }

    private static Request release(String name) {
        ObjectNode release = JsonNodeFactory.instance.objectNode();
        release.putObject("metadata").put("name", name);
        return new Request(release, List.of(), "");
    }
}
