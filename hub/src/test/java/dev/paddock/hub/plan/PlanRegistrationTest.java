// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanRegistrationTest {
    @Test
    void onlyNewConfigMapsThatAskAreBroughtToTheHub() {
        var webhook = PlanRegistration.configuration("https://127.0.0.1:1", "PEM")
                .getWebhooks()
                .getFirst();

        assertThat(webhook.getClientConfig().getUrl()).isEqualTo("https://127.0.0.1:1/plan");
        assertThat(webhook.getObjectSelector().getMatchLabels())
                .containsOnly(Map.entry("paddock.dev/plan", "question"));
        // Without side effects, or the API server would not ask in a dry run.
        assertThat(webhook.getSideEffects()).isEqualTo("None");
        assertThat(webhook.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getResources()).containsExactly("configmaps");
            assertThat(rule.getOperations()).containsExactly("CREATE");
        });
    }
}
