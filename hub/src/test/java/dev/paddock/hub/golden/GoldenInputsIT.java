// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.golden;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No golden case may rest on an object that an API server would refuse. */
@WithControlPlane
class GoldenInputsIT {

    private final TestCluster cluster;

    GoldenInputsIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @TestFactory
    Stream<DynamicTest> inputs() {
        return Stream.of("environment", "delivery")
                .flatMap(suite -> GoldenCase.all(suite)
                        .map(golden -> DynamicTest.dynamicTest(suite + "/" + golden.name(), () -> check(golden))));
    }

    private void check(GoldenCase golden) {
        List<JsonNode> documents = golden.documents();
        for (JsonNode document : documents) {
            GenericKubernetesResource resource = inOwnNamespace(document);
            assertThatCode(() -> cluster.client().resource(resource).dryRun().create())
                    .as("%s %s", resource.getKind(), resource.getMetadata().getName())
                    .doesNotThrowAnyException();
        }
    }

    private GenericKubernetesResource inOwnNamespace(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        ObjectNode metadata = copy.withObject("/metadata");
        metadata.remove(List.of("generation", "uid", "creationTimestamp"));
        if (metadata.has("namespace")) {
            metadata.put("namespace", cluster.namespace());
        }
        if (copy.path("kind").asText().equals("Project")) {
            metadata.put("name", cluster.namespace());
        }
        return Serialization.jsonMapper().convertValue(copy, GenericKubernetesResource.class);
    }
}
