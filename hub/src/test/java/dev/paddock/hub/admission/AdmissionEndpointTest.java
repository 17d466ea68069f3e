// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.admission.ObjectIndex;
import dev.paddock.core.admission.Policies;
import dev.paddock.core.quota.Ledger;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionEndpointTest {
    private static final ObjectIndex NOTHING = new ObjectIndex() {
        @Override
        public <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public <T extends HasMetadata> List<T> list(Class<T> kind) {
            return List.of();
        }
    };

    private final Ledger ledger = new Ledger();
    private final AdmissionEndpoint endpoint =
            new AdmissionEndpoint(Policies.unasked(), NOTHING, ledger, "paddock-hub");

    private JsonNode answer(String user) throws IOException {
        String review = """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
                  "uid": "u-1", "operation": "CREATE", "userInfo": {"username": "%s"},
                  "kind": {"group": "palette.ai", "version": "v1alpha1", "kind": "MLPlatform"},
                  "object": {"apiVersion": "palette.ai/v1alpha1", "kind": "MLPlatform",
                    "metadata": {"name": "p", "namespace": "project-a"},
                    "spec": {"platform": "clearml", "mode": "shared", "workloadProfileRef": {"name": "clearml"}}}}}
                """.formatted(user);
        byte[] answer = endpoint.answer(review.getBytes(StandardCharsets.UTF_8));
        return new ObjectMapper().readTree(answer).path("response");
    }

    @Test
    void refusesWithStatusFieldAndText() throws IOException {
        ledger.open(List.of());

        JsonNode response = answer("alice");

        assertThat(response.path("uid").asText()).isEqualTo("u-1");
        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.at("/status/code").asInt()).isEqualTo(422);
        assertThat(response.at("/status/details/causes/0/field").asText()).isEqualTo("metadata.namespace");
        assertThat(response.at("/status/message").asText())
                .isEqualTo("metadata.namespace: Forbidden: namespace \"project-a\" has no Project");
    }

    @Test
    void letsTheHubItselfThrough() throws IOException {
        assertThat(answer("paddock-hub").path("allowed").asBoolean()).isTrue();
    }

    @Test
    void asksToTryAgainWhileTheLedgerIsNotOpen() throws IOException {
        JsonNode response = answer("alice");

        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.at("/status/code").asInt()).isEqualTo(503);
    }
}
