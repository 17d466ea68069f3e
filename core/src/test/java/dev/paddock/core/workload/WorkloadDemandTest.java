// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.render.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadDemandTest {

    private static final String ONE_GPU =
            "{metadata: {}, spec: {containers: [{resources: {limits: {'nvidia.com/gpu': '1'}}}]}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Pod            | spec: {containers: [{resources: {limits: {'nvidia.com/gpu': 2}}}]}                    | 2
            Deployment     | spec: {replicas: 3, template: T}                                                       | 3
            Deployment     | spec: {template: T}                                                                    | 1
            Deployment     | spec: {replicas: 0, template: T}                                                       | 0
            StatefulSet    | spec: {replicas: 2, template: T}                                                       | 2
            DaemonSet      | spec: {template: T}                                                                    | 1
            Job            | spec: {parallelism: 4, completions: 8, template: T}                                    | 4
            CronJob        | spec: {jobTemplate: {spec: {parallelism: 2, template: T}}}                             | 2
            PyTorchJob     | spec: {pytorchReplicaSpecs: {Master: {template: T}, Worker: {replicas: 3, template: T}}} | 4
            PyTorchJob     | spec: {elasticPolicy: {maxReplicas: 5}, pytorchReplicaSpecs: {Worker: {replicas: 3, template: T}}} | 5
            TFJob          | spec: {tfReplicaSpecs: {Worker: {replicas: 2, template: T}, PS: {template: {spec: {}}}}} | 2
            TrainJob       | spec: {trainer: {numNodes: 4, resourcesPerNode: {limits: {'nvidia.com/gpu': 2}}}}       | 8
            InferenceService | spec: {predictor: {minReplicas: 1, maxReplicas: 3, model: {resources: {limits: {'nvidia.com/gpu': 1}}}}} | 3
            Widget         | spec: {replicas: 2, template: T}                                                       | 2
            Widget         | spec: {gpus: 7}                                                                        | 0
            """)
    void replicasOfEveryKindCount(String kind, String spec, int gpus) {
        WorkloadDemand demand = WorkloadDemand.of(List.of(object(kind, spec)), offering("NVIDIA-A100-SXM4-40GB"));

        assertThat(demand.ambiguous()).isEmpty();
        assertThat(demand.demand())
                .isEqualTo(gpus == 0 ? GpuDemand.NONE : GpuDemand.of("NVIDIA-A100", GpuAmount.ofGpus(gpus)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            sum of containers             | containers: [G1, G2]                                              | 25200
            the largest init container    | containers: [G1], initContainers: [G2, G1]                        | 16800
            sidecars run with containers  | containers: [G1], initContainers: [{restartPolicy: Always, resources: {limits: {'nvidia.com/gpu': 1}}}] | 16800
            init beside earlier sidecars  | containers: [G1], initContainers: [{restartPolicy: Always, resources: {limits: {'nvidia.com/gpu': 1}}}, G2] | 25200
            requests without limits       | containers: [{resources: {requests: {'nvidia.com/gpu': 1}}}]      | 8400
            a MIG slice is sevenths       | containers: [{resources: {limits: {'nvidia.com/mig-1g.10gb': 2}}}] | 2400
            a shared device is whole      | containers: [{resources: {limits: {'nvidia.com/gpu.shared': 1}}}] | 8400
            nothing asked                 | containers: [{resources: {limits: {cpu: 1}}}]                     | 0
            """)
    void effectiveLimitsOfAPod(String what, String podSpec, long units) {
        String expanded = podSpec.replaceAll("G([12])", "{resources: {limits: {'nvidia.com/gpu': $1}}}");

        WorkloadDemand demand =
                WorkloadDemand.of(List.of(object("Pod", "spec: {" + expanded + "}")), offering("NVIDIA-A100"));

        assertThat(demand.demand().amount("NVIDIA-A100").units()).as(what).isEqualTo(units);
    }

    @Test
    void anAutoscalersMaximumCounts() {
        ObjectNode deployment = object("Deployment", "spec: {replicas: 1, template: T}");
        ObjectNode autoscaler = object(
                "HorizontalPodAutoscaler", "spec: {maxReplicas: 6, scaleTargetRef: {kind: Deployment, name: x}}");

        WorkloadDemand demand =
                WorkloadDemand.of(new ArrayList<>(List.of(deployment, autoscaler)), offering("NVIDIA-A100"));

        assertThat(demand.demand().amount("NVIDIA-A100")).isEqualTo(GpuAmount.ofGpus(6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nodeSelector: {'nvidia.com/gpu.product': NVIDIA-H100-80GB-HBM3} | NVIDIA-H100
            affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: nvidia.com/gpu.product, operator: In, values: [Tesla-T4]}]}]}}} | NVIDIA-T4
            """)
    void theFamilyIsWhatThePodSelects(String selector, String family) {
        ObjectNode pod =
                object("Pod", "spec: {" + selector + ", containers: [{resources: {limits: {'nvidia.com/gpu': 1}}}]}");

        WorkloadDemand demand = WorkloadDemand.of(List.of(pod), offering("NVIDIA-A100", "NVIDIA-H100"));

        assertThat(demand.demand()).isEqualTo(GpuDemand.of(family, GpuAmount.ofGpus(1)));
    }

    @Test
    void elseTheAnnotationElseTheOnlyFamilyOfThatVendor() {
        ObjectNode annotated = object(
                "Deployment",
                "spec: {template: {metadata: {annotations: {'palette.ai/gpu-family': nvidia a100}}, spec: {containers: [{resources: {limits: {'nvidia.com/gpu': 1}}}]}}}");
        ObjectNode bare = object("Deployment", "spec: {template: T}");

        assertThat(WorkloadDemand.of(List.of(annotated), offering()).demand().families())
                .containsOnlyKeys("NVIDIA-A100");
        assertThat(WorkloadDemand.of(List.of(bare), offering("AMD-MI300X", "NVIDIA-L4"))
                        .demand()
                        .families())
                .containsOnlyKeys("NVIDIA-L4");
    }

    @Test
    void aFamilyThatCannotBeToldIsSaidInWords() {
        ObjectNode bare = object("Deployment", "spec: {template: T}");

        assertThat(WorkloadDemand.of(List.of(bare), offering("NVIDIA-A100", "NVIDIA-H100"))
                        .ambiguous())
                .singleElement()
                .asString()
                .contains("Deployment x", "NVIDIA-A100, NVIDIA-H100", "palette.ai/gpu-family");
        assertThat(WorkloadDemand.of(List.of(bare), offering()).ambiguous())
                .singleElement()
                .asString()
                .contains("the target clusters offer none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a pod on each node that has the family | {nvidia-a100.gpu.palette.ai: '16', nvidia-a100.nodes.palette.ai: '4'} | 4
            nodes of both spellings of one family  | {nvidia-a100-sxm4-40gb.nodes.palette.ai: '2', nvidia-a100-pcie-80gb.gpu.palette.ai: '8', nvidia-a100-pcie-80gb.nodes.palette.ai: '1'} | 3
            at least one                           | {nvidia-a100.gpu.palette.ai: '8', nvidia-a100.nodes.palette.ai: '0'} | 1
            of a family the cluster has not        | {nvidia-h100.gpu.palette.ai: '8', nvidia-h100.nodes.palette.ai: '2'} | 1
            """)
    void aDaemonSetAsksForAPodOnEachNode(String what, String claims, int gpus) {
        WorkloadDemand demand = WorkloadDemand.of(List.of(selecting()), claimed(claims));

        assertThat(demand.demand()).as(what).isEqualTo(GpuDemand.of("NVIDIA-A100", GpuAmount.ofGpus(gpus)));
        assertThat(demand.notes()).as(what).isEmpty();
    }

    @Test
    void aDaemonSetOnNobodyKnowsHowManyNodesAsksForAllThereAreAndSaysSo() {
        WorkloadDemand demand = WorkloadDemand.of(List.of(selecting()), claimed("{nvidia-a100.gpu.palette.ai: '16'}"));

        assertThat(demand.demand()).isEqualTo(GpuDemand.of("NVIDIA-A100", GpuAmount.ofGpus(16)));
        assertThat(demand.notes())
                .containsExactly("DaemonSet x is counted with all 16 NVIDIA-A100 GPUs of the cluster,"
                        + " which does not claim how many nodes have them");
    }

    @Test
    void claimsThatAreNoCountsArePassedOver() {
        assertThat(claimed("{nvidia-a100.gpu.palette.ai: many, kubeversion.open-cluster-management.io: v1.36.3}"))
                .isEqualTo(ClusterGpus.NONE);
    }

    private static ObjectNode selecting() {
        return object(
                "DaemonSet",
                "spec: {template: {spec: {nodeSelector: {'nvidia.com/gpu.product': NVIDIA-A100},"
                        + " containers: [{resources: {limits: {'nvidia.com/gpu': 1}}}]}}}");
    }

    private static ClusterGpus claimed(String claims) {
        return ClusterGpus.ofClaims(Yaml.object(claims).properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, claim -> claim.getValue().asText())));
    }

    /** One node with one device of each. */
    private static ClusterGpus offering(String... families) {
        return ClusterGpus.ofClaims(Stream.of(families)
                .flatMap(family -> Stream.of(family + ".gpu.palette.ai", family + ".nodes.palette.ai"))
                .collect(Collectors.toMap(claim -> claim, claim -> "1")));
    }

    private static ObjectNode object(String kind, String spec) {
        String yaml = "{kind: " + kind + ", metadata: {name: x}, " + spec.replace("template: T", "template: " + ONE_GPU)
                + "}";
        return Yaml.object(yaml);
    }
}
