// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class OpenAddressTest {
    private static final String WHAT = "mlplatform.palette.ai/mlflow";

    @Test
    void theAddressIsTheStatuss() {
        assertThat(address("{'status': {'url': 'http://mlflow-a.paddock.localhost:23456/'}}"))
                .isEqualTo("http://mlflow-a.paddock.localhost:23456/");
        assertThat(address("{'status': {'outputs': {'url': 'https://x.example/a'}}}"))
                .isEqualTo("https://x.example/a");
    }

    @Test
    void whatIsNotReadyIsSaidWithItsReason() {
        assertThatThrownBy(
                        () -> address(
                                "{'status': {'conditions': [{'type': 'Ready', 'status': 'False', 'reason': 'Progressing', 'message': 'db: 0 of 1'}]}}"))
                .hasMessage(WHAT + " has no address: it is not ready, Progressing: db: 0 of 1");
        assertThatThrownBy(() -> address("{}")).hasMessage(WHAT + " has no address: nothing is known of it yet");
        assertThatThrownBy(() -> address("{'status': {'conditions': [{'type': 'Ready', 'status': 'True'}]}}"))
                .hasMessageContaining("its profile has no output named url, no HTTPRoute and no Ingress");
    }

    @Test
    void nothingAnswersOnSimulatedNodesWhateverTheStatusSays() {
        assertThatThrownBy(() -> OpenAddress.of(
                        json("{'status': {'url': 'http://x.localhost', 'clusters': [{'name': 'spoke-1'}]}}"),
                        WHAT,
                        "spoke-1"::equals))
                .hasMessageContaining("the nodes of spoke-1 are simulated");
        assertThat(OpenAddress.of(
                        json(
                                "{'status': {'url': 'http://x.localhost', 'clusters': [{'name': 'spoke-1'}, {'name': 'spoke-2'}]}}"),
                        WHAT,
                        "spoke-1"::equals))
                .isEqualTo("http://x.localhost");
    }

    @Test
    void onlyAWebAddressIsOpened() {
        assertThatThrownBy(() -> address("{'status': {'url': 'file:///etc/passwd'}}"))
                .hasMessageContaining("not an address a browser should be sent to");
        assertThatThrownBy(() -> address("{'status': {'url': '--version'}}"))
                .hasMessageContaining("not an address a browser should be sent to");
    }

    private static String address(String text) {
        return OpenAddress.of(json(text), WHAT, cluster -> false);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
