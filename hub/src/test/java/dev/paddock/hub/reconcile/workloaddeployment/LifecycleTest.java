// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.mural.EnvironmentSpec;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.golden.GoldenCase;
import dev.paddock.hub.rendering.KeptRenderings;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an Environment's lifecycle flags make of a ManifestWork. */
class LifecycleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                          | true  | false | false | Foreground
            {spokeNamespace: {create: true, orphan: false}}             | true  | false | false | Foreground
            {spokeNamespace: {create: false}}                           | false | false | false | Foreground
            {spokeNamespace: {orphan: true}}                            | true  | true  | false | SelectivelyOrphan
            {workload: {orphan: true}}                                  | true  | true  | true  | SelectivelyOrphan
            {spokeNamespace: {create: false}, workload: {orphan: true}} | false | false | true  | Foreground
            {spokeNamespace: {orphan: true}, workload: {orphan: true}}  | true  | true  | true  | Orphan
            """)
    void flags(String lifecycle, boolean namespace, boolean namespaceKept, boolean objectsKept, String deleteOption) {
        DeploymentInputs inputs = Given.inputs(GoldenCase.all("delivery")
                .filter(golden -> golden.name().equals("first-delivery-to-a-shared-cluster"))
                .findFirst()
                .orElseThrow());
        inputs.environment()
                .orElseThrow()
                .setSpec(Serialization.unmarshal(
                        "topology: {type: topology-ocm, properties: {manifestWorkReplicaSet: {manifestWorkTemplate: {lifecycle: %s}}}}"
                                .formatted(lifecycle),
                        EnvironmentSpec.class));
        FakeHub hub = new FakeHub();

        new DeliveryRun(
                        new DeliveryPlanner(
                                TestEngine.workers(),
                                ReleaseRenderer.LEFT_TO_CONTROLLER,
                                Clock.systemUTC(),
                                deployment -> {},
                                KeptRenderings.NONE),
                        new FakeLedger(4),
                        new FakeRegistry(),
                        hub,
                        new KubernetesSerialization(),
                        step -> {})
                .run(inputs);

        JsonNode spec = JSON.valueToTree(
                Objects.requireNonNull(hub.works.get("spoke-1")).getSpec());
        JsonNode option = spec.path("deleteOption");
        assertThat(kinds(spec, "Namespace")).isEqualTo(namespace ? 1 : 0);
        assertThat(option.path("propagationPolicy").asText()).isEqualTo(deleteOption);
        assertThat(deleteOption.equals("Orphan") || option.toString().contains("\"resource\":\"namespaces\""))
                .isEqualTo(namespaceKept);
        assertThat(spec.path("workload").toString().contains("\"deletionPolicy\":\"Orphan\""))
                .isEqualTo(objectsKept);
    }

    private static long kinds(JsonNode spec, String kind) {
        return StreamSupport.stream(spec.path("workload").path("manifests").spliterator(), false)
                .filter(manifest -> kind.equals(manifest.path("kind").asText()))
                .count();
    }
}
