// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

    private static final String OBJECT = """
            {"metadata": {"name": "web", "labels": {"app.kubernetes.io/name": "w"}},
             "spec": {"ports": [{"name": "http", "port": 80}, {"name": "admin", "port": 81}]},
             "status": {"ready": true, "nothing": null,
               "conditions": [{"type": "Ready", "status": "True"}, {"type": "Stalled", "status": "False"}]}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".metadata.name | web",
                "{.metadata.name} | web",
                "$.metadata.name | web",
                ".metadata.labels['app.kubernetes.io/name'] | w",
                ".spec.ports[0].port | 80",
                ".spec.ports[-1].name | admin",
                ".spec.ports[*].port | 80,81",
                ".spec.ports[?(@.name==\"admin\")].port | 81",
                ".spec.ports[?(@.port==80)].name | http",
                ".spec.ports[?(@.name!='admin')].name | http",
                ".status.conditions[?(@.type==\"Ready\")].status | True",
                ".status.missing.deep | ",
                ".status.nothing | ",
                ".status.ready | true",
            })
    void finds(String path, String expected) throws Exception {
        JsonNode object = new ObjectMapper().readTree(OBJECT);
        String wanted = expected == null ? "" : expected;
        assertThat(JsonPath.compile(path).find(object).stream().map(JsonNode::asText))
                .containsExactly(wanted.isEmpty() ? new String[0] : wanted.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "metadata.name",
                ".a[1:2]",
                "..name",
                ".a[",
                ".a[?(@.b)]",
                ".a[(@.length-1)]",
                ".labels.app\\.kubernetes\\.io/name"
            })
    void refuses_what_it_does_not_understand_and_says_where(String path) {
        assertThatThrownBy(() -> JsonPath.compile(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not understood from character");
    }

    @Test
    void an_index_beyond_the_end_finds_nothing() throws Exception {
        JsonNode object = new ObjectMapper().readTree(OBJECT);

        assertThat(JsonPath.compile(".spec.ports[7]").find(object)).isEmpty();
        assertThat(JsonPath.compile(".spec.ports[-7]").find(object)).isEmpty();
    }
}
