// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.palette.MLPlatform;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.HubTerminal;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands say about platforms, with the status a hub would have written. */
@WithControlPlane
class PlatformsIT {
    private static final String PLATFORM = """
            apiVersion: palette.ai/v1alpha1
            kind: MLPlatform
            metadata: {name: greedy}
            spec:
              platform: clearml
              mode: dedicated
              clusterProfileRef: {name: clearml-infra}
              workloadProfileRef: {name: clearml}
              cluster:
                cloud: embedded
                workerPools:
                - {name: gpu, nodes: 1, gpu: {family: NVIDIA-A100, count: 6}}
            """;

    private static final String REJECTED = """
            {"status": {"phase": "Rejected", "observedGeneration": 1, "conditions": [{
              "type": "Accepted", "status": "False", "reason": "QuotaExceeded",
              "lastTransitionTime": "2026-01-01T00:00:00Z",
              "message": "spec.cluster.workerPools: Forbidden: GPU limit exceeded: family NVIDIA-A100, requested 6, used 0, limit 4, level ComputeProfile project-a/edge-compute-profile"}]}}
            """;

    private TestCluster cluster;
    private KubernetesClient client;
    private HubTerminal hub;

    @BeforeEach
    void aNamespaceOfItsOwn(TestCluster own) {
        cluster = own;
        client = own.client();
        hub = new HubTerminal(own);
    }

    @Test
    void aRefusedPlatformIsExplainedWithWhatWouldFit() {
        refusedPlatform();

        assertThat(hub.run("explain", "mlplatform/greedy")).as(hub.err()).isEqualTo(ExitCode.OK.code());

        assertThat(hub.out())
                .startsWith("MLPlatform " + cluster.namespace() + "/greedy was refused.")
                .contains("with count <= 4 in worker pool gpu");
    }

    @Test
    void aPlatformWithoutAnAddressIsNotOpenedAndOneWithItIs() {
        refusedPlatform();
        assertThat(hub.run("open", "mlplatform/greedy")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(hub.err()).contains("mlplatform.palette.ai/greedy has no address");

        client.resources(MLPlatform.class)
                .inNamespace(cluster.namespace())
                .withName("greedy")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\": {\"url\": \"http://greedy-a.paddock.localhost:23456/\"}}");
        assertThat(hub.run("open", "mlp", "greedy", "--print")).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).isEqualTo("http://greedy-a.paddock.localhost:23456/\n");
    }

    @Test
    void anExplanationIsAlsoJson() {
        refusedPlatform();

        assertThat(hub.run("explain", "mlp", "greedy", "-o", "json")).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("\"heading\" : \"would fit\"");
    }

    @Test
    void whatWasNeverStoredIsExplainedAsSuch() {
        assertThat(hub.run("explain", "mlplatform/never")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(hub.err()).contains("what is refused there is not stored");
    }

    @Test
    void aDescriptionHasSpecConditionsAndName() {
        refusedPlatform();

        assertThat(hub.run("describe", "mlp/greedy")).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("Name:", "greedy", "Spec:", "Conditions:", "QuotaExceeded");
    }

    @Test
    void aDryRunShowsThePlanAndKeepsThePlatformAndADeletionRemovesIt() {
        refusedPlatform();

        assertThat(hub.run("delete", "mlplatform/greedy", "--dry-run"))
                .as(hub.err())
                .isEqualTo(ExitCode.OK.code());
        assertThat(hub.out())
                .contains("mlplatform.palette.ai/greedy would be deleted:", "Finalize", "Nothing was changed.");

        assertThat(hub.run("delete", "mlplatform", "greedy", "--timeout", "30s"))
                .as(hub.err())
                .isEqualTo(ExitCode.OK.code());
        assertThat(hub.out()).contains("deletion begun").contains("greedy: deleted");
        assertThat(hub.run("get", "mlp", "greedy")).isEqualTo(ExitCode.NOT_FOUND.code());
    }

    @Test
    void anObjectThatAFinalizerHoldsIsWaitedForOnlySoLong() {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("held")
                        .withFinalizers("demo.example/held")
                        .endMetadata()
                        .build())
                .create();

        assertThat(hub.run("delete", "cm/held", "--timeout", "1s")).isEqualTo(ExitCode.TIMED_OUT.code());
        assertThat(hub.err()).contains("configmap/held is not deleted yet");

        client.configMaps().withName("held").edit(held -> {
            held.getMetadata().setFinalizers(List.of());
            return held;
        });
    }

    @Test
    void aKindWithoutNamesDeletesNothing() {
        assertThat(hub.run("delete", "mlplatforms")).isEqualTo(ExitCode.USAGE.code());
        assertThat(hub.err()).contains("add names, -l SELECTOR or --all");
    }

    @Test
    void theCatalogueOffersWhatIsTaggedAndSaysWhyTheRestIsNot() {
        hub.apply("""
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata:
                  name: clearml
                  labels: {palette.ai: "true", palette.ai/platform: clearml, palette.ai/platform-version: 7.14.5}
                spec: {type: Application, workload: {components: [{name: a, type: webservice, properties: {image: a}}]}}
                ---
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata: {name: half, labels: {palette.ai: "true"}}
                spec: {type: Application, workload: {components: [{name: a, type: webservice, properties: {image: a}}]}}
                """);

        assertThat(hub.run("catalog")).as(hub.err()).isEqualTo(ExitCode.OK.code());
        assertThat(hub.out())
                .contains("clearml", "7.14.5", "existing clusters only")
                .contains("/half: label palette.ai/platform is missing");
    }

    private void refusedPlatform() {
        assertThat(hub.apply(PLATFORM)).as(hub.err()).isEqualTo(ExitCode.OK.code());
        client.resources(MLPlatform.class)
                .inNamespace(cluster.namespace())
                .withName("greedy")
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), REJECTED);
    }
}
