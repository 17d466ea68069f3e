// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFieldsTest {
    private static final ResourceType PLATFORM = new ResourceType(
            "palette.ai",
            "v1alpha1",
            "MLPlatform",
            "mlplatforms",
            "mlplatform",
            List.of("mlp"),
            List.of("paddock"),
            true,
            List.of());

    /** As an API server publishes it: metadata by reference, the rest inline. */
    private static final String DOCUMENT = """
            {"components": {"schemas": {
              "meta": {"properties": {"labels": {"type": "object"}, "name": {"type": "string"}}},
              "platform": {
                "x-kubernetes-group-version-kind": [
                  {"group": "palette.ai", "version": "v1alpha1", "kind": "MLPlatform"}],
                "properties": {
                  "metadata": {"allOf": [{"$ref": "#/components/schemas/meta"}]},
                  "spec": {"properties": {
                    "deletePolicy": {"type": "string"},
                    "mode": {"type": "string"},
                    "cluster": {"properties": {
                      "workerPools": {"items": {"properties": {"name": {}, "nodes": {}, "maxNodes": {}}}}}},
                    "limits": {"additionalProperties": {"properties": {"used": {}, "reserved": {}}}}}}}}}}}
            """;

    private final ObjectMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "spec.deletePolcy, deletePolicy",
                ".spec.modee, mode",
                "spec.cluster.workerPools[0].maxNode, maxNodes",
                "spec.cluster.workerPools[name=\"gpu\"].noeds, nodes",
                "spec.limits.NVIDIA-A100.usde, used",
                "spec.limits[NVIDIA-A100].usde, used",
                "metadata.lables, labels",
                "sepc, spec"
            })
    void anUnknownFieldIsAnsweredWithTheNearestOfItsPlace(String path, String known) throws JsonProcessingException {
        assertThat(fields().suggestion(path)).isEqualTo(" (did you mean \"" + known + "\"?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec.somethingElse", "spec.nodes", "status.phase", "spec.nowhere.deletePolcy", ""})
    void aFieldThatIsNearNothingThereGetsNoSuggestion(String path) throws JsonProcessingException {
        assertThat(fields().suggestion(path)).isEmpty();
    }

    @Test
    void aKindWithoutASchemaKnowsNoField() throws JsonProcessingException {
        assertThat(KnownFields.in(json.readTree("{}"), PLATFORM).suggestion("spec.modee"))
                .isEmpty();
    }

    private KnownFields fields() throws JsonProcessingException {
        return KnownFields.in(json.readTree(DOCUMENT), PLATFORM);
    }
}
