// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import org.junit.jupiter.api.Test;

class WebhookRegistrationTest {
    private final ValidatingWebhook webhook = WebhookRegistration.configuration("https://127.0.0.1:8443", "PEM")
            .getWebhooks()
            .getFirst();

    @Test
    void asksAboutEveryKindThatHasRulesAndRefusesWithoutAnAnswer() {
        assertThat(webhook.getRules())
                .flatExtracting(RuleWithOperations::getResources)
                .contains("mlplatforms", "projects", "tenants", "environments", "workloadprofiles")
                .noneMatch(resource -> resource.contains("/"));
        assertThat(webhook.getFailurePolicy()).isEqualTo("Fail");
        assertThat(webhook.getTimeoutSeconds()).isEqualTo(10);
        assertThat(webhook.getClientConfig().getUrl()).isEqualTo("https://127.0.0.1:8443/admission");
    }

    @Test
    void doesNotAskAboutTheHubsOwnWrites() {
        assertThat(webhook.getMatchConditions())
                .extracting(MatchCondition::getExpression)
                .containsExactly("request.userInfo.username != 'paddock-hub'");
    }
}
