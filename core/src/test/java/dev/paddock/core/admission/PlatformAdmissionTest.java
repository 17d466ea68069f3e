// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.core.quota.GpuLimits;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.LevelKey;
import dev.paddock.core.quota.Owner;
import dev.paddock.core.quota.QuotaRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformAdmissionTest {
    private final HubFixture hub = new HubFixture("""
            apiVersion: palette.ai/v1alpha1
            kind: Tenant
            metadata: {name: acme}
            spec: {}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: Project
            metadata: {name: project-a, namespace: project-a}
            spec:
              tenantRef: {name: acme}
              computeProfileRef: {name: edge-compute-profile}
              admissionConfiguration: {workloadConfiguration: {deploymentNamespaces: {disallow: ["*-prod"]}}}
            ---
            apiVersion: palette.ai/v1alpha1
            kind: ComputeProfile
            metadata: {name: edge-compute-profile, namespace: project-a}
            spec: {gpuLimits: {NVIDIA-A100: 4}}
            ---
            apiVersion: mural.sh/v1beta1
            kind: WorkloadProfile
            metadata: {name: clearml, namespace: mural-system}
            spec:
              variableSet:
              - {name: adminUser, variableType: string, validationMode: required}
              - {name: replicas, variableType: int32}
              - {name: region, variableType: string, value: {string: eu-1}, locked: true}
            """);

    private static String platform(String name, String namespace, String spec) {
        return """
                apiVersion: palette.ai/v1alpha1
                kind: MLPlatform
                metadata: {name: %s, namespace: %s, uid: uid-of-%s}
                spec:
                  platform: clearml
                  workloadProfileRef: {name: clearml}
                %s""".formatted(name, namespace, name, spec.indent(2));
    }

    private static String shared(String spec) {
        return platform("p", "project-a", "mode: shared\nvariables: {adminUser: ml-lead}\n" + spec);
    }

    private static String dedicated(String cluster) {
        return platform(
                "p",
                "project-a",
                "mode: dedicated\nclusterProfileRef: {name: infra}\nvariables: {adminUser: ml-lead}\ncluster: "
                        + cluster + "\n");
    }

    private static String gpus(int nodes, int count) {
        return dedicated(
                "{cloud: embedded, workerPools: [{name: gpu, nodes: %d, gpu: {family: NVIDIA-A100-SXM4-40GB, count: %d}}]}"
                        .formatted(nodes, count));
    }

    private static void assertRefused(Answer answer, int code, String... errors) {
        assertThat(answer.errors().stream().map(Answer.Cause::text)).containsExactly(errors);
        assertThat(answer.verdict().code()).isEqualTo(code);
    }

    @Test
    void requestsThatFitAreAdmitted() {
        assertThat(hub.create(gpus(1, 4)).errors()).isEmpty();
        assertThat(hub.create(shared("")).errors()).isEmpty();
    }

    @Test
    void sixOfFourGpusAreForbiddenWithTheNumbers() {
        assertRefused(
                hub.create(gpus(2, 3)),
                403,
                "spec.cluster.workerPools: Forbidden: GPU limit exceeded: family NVIDIA-A100, requested 6, used 0, limit 4,"
                        + " level ComputeProfile project-a/edge-compute-profile");
    }

    @Test
    void whatOthersHoldCountsAndAnUpdateThatRaisesNothingPasses() {
        Level level = new Level(LevelKey.computeProfile("project-a", "edge-compute-profile"), GpuLimits.UNLIMITED);
        hub.ledger()
                .request(new QuotaRequest(
                        new Owner("uid-of-other", "MLPlatform", "project-a", "other"),
                        GpuDemand.of("NVIDIA-A100", GpuAmount.ofGpus(2)),
                        List.of(level)));
        hub.ledger()
                .request(new QuotaRequest(
                        new Owner("uid-of-p", "MLPlatform", "project-a", "p"),
                        GpuDemand.of("NVIDIA-A100", GpuAmount.ofGpus(4)),
                        List.of(level)));

        assertThat(hub.update(gpus(1, 4), gpus(2, 2)).allowed()).isTrue();
        assertRefused(
                hub.update(gpus(1, 4), gpus(1, 5)),
                403,
                "spec.cluster.workerPools: Forbidden: GPU limit exceeded: family NVIDIA-A100, requested 5, used 2, limit 4,"
                        + " level ComputeProfile project-a/edge-compute-profile");
    }

    @Test
    void defaultsOfTheProfileAreCountedToo() {
        hub.add("""
                apiVersion: palette.ai/v1alpha1
                kind: ComputeProfile
                metadata: {name: big, namespace: project-a}
                spec:
                  gpuLimits: {A100: 1}
                  defaults: {defaults: {workerPools: [{name: gpu, nodes: 2, gpu: {family: A100, count: 1}}]}}
                """);
        assertRefused(
                hub.create(dedicated("{}\ncomputeProfileRef: {name: big}")),
                403,
                "spec.cluster.workerPools: Forbidden: GPU limit exceeded: family NVIDIA-A100, requested 2, used 0, limit 1,"
                        + " level ComputeProfile project-a/big");
    }

    @Test
    void aNamespaceWithoutAProjectIsForbidden() {
        Answer answer = hub.create(platform("p", "elsewhere", "mode: shared\nvariables: {adminUser: a}\n"));

        assertRefused(answer, 422, "metadata.namespace: Forbidden: namespace \"elsewhere\" has no Project");
    }

    @Test
    void referencesMayLeadOnlyToTheOwnTheTenantsAndTheSystemNamespace() {
        assertRefused(
                hub.create(shared("environmentRef: {name: e, namespace: project-b}")),
                422,
                "spec.environmentRef.namespace: Forbidden: may only be project-a, tenant-acme or mural-system");
        assertThat(hub.create(shared("environmentRef: {name: e, namespace: tenant-acme}"))
                        .allowed())
                .isTrue();
    }

    @Test
    void allErrorsAreReportedSortedByPath() {
        assertRefused(
                hub.create(
                        platform(
                                "p",
                                "project-a",
                                "mode: shared\nisolation: ControlPlane\ntargetNamespace: team-prod\nvariables: {adminUsr: x}\n")),
                422,
                "spec.isolation: Forbidden: not yet supported: an own control plane on a shared cluster; it comes with issue 4"
                        + " of 4",
                "spec.targetNamespace: Forbidden: project \"project-a\" disallows namespace \"team-prod\" (rule \"*-prod\")",
                "spec.variables.adminUser: Required value",
                "spec.variables.adminUsr: Not found: \"adminUsr\" (did you mean \"adminUser\"?)");
    }

    @Test
    void tooFewWorkerNodesAreToldAsTheNumberTheyAre() {
        HubFixture strict = new HubFixture("""
                apiVersion: palette.ai/v1alpha1
                kind: Project
                metadata: {name: project-a, namespace: project-a}
                spec: {tenantRef: {name: acme}, computeProfileRef: {name: wide}}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: ComputeProfile
                metadata: {name: wide, namespace: project-a}
                spec: {minWorkerNodes: 4}
                """);

        assertRefused(
                strict.create(gpus(3, 1)),
                422,
                "spec.cluster.workerPools: Invalid value: 3: ComputeProfile \"wide\" requires at least 4 worker nodes");
    }

    @Test
    void variablesHaveTheDeclaredTypeAndRespectLocks() {
        assertRefused(
                hub.create(platform(
                        "p",
                        "project-a",
                        "mode: shared\nvariables: {adminUser: a, replicas: \"3\", region: us, other: [1]}\n")),
                422,
                "spec.variables.other: Invalid value: [1]: must be a string, a boolean, a number or {secretRef: {name, key}}",
                "spec.variables.region: Forbidden: locked by WorkloadProfile mural-system/clearml",
                "spec.variables.replicas: Invalid value: \"3\": must be of type int32; values are not converted");
    }

    @Test
    void anEnvironmentDedicatedToAnotherPlatformIsForbidden() {
        hub.add("""
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: x, namespace: project-a, labels: {palette.ai/mode: dedicated}}
                spec: {topology: {type: topology-ocm}}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: ComputePool
                metadata: {name: x, namespace: project-a}
                spec: {clusterVariant: {dedicated: {paletteClusterDeploymentConfig: {}}}}
                status: {claimedBy: {kind: MLPlatform, name: y}}
                """);

        assertRefused(
                hub.create(shared("environmentRef: {name: x}")),
                422,
                "spec.environmentRef: Forbidden: environment \"x\" is dedicated to MLPlatform \"y\"");
    }

    @Test
    void severalComputeProfilesAndNoneNamedIsAnError() {
        HubFixture other = new HubFixture("""
                apiVersion: palette.ai/v1alpha1
                kind: Project
                metadata: {name: project-a, namespace: project-a}
                spec: {tenantRef: {name: acme}}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: ComputeProfile
                metadata: {name: one, namespace: project-a}
                spec: {}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: ComputeProfile
                metadata: {name: two, namespace: project-a}
                spec: {}
                """);
        assertRefused(
                other.create(shared("")),
                422,
                "spec.computeProfileRef: Required value: namespace \"project-a\" has 2 ComputeProfiles and project"
                        + " \"project-a\" names none");
    }

    @Test
    void aVirtualIpBelongsToOneCluster() {
        hub.add(dedicated("{cloud: edge-native, edge: {vip: 10.0.4.12}}").replace("name: p,", "name: first,"));

        assertRefused(
                hub.create(dedicated("{cloud: edge-native, edge: {vip: 10.0.4.12}}")),
                422,
                "spec.cluster.edge.vip: Duplicate value: \"10.0.4.12\"");
        assertThat(hub.create(dedicated("{cloud: edge-native, edge: {vip: Auto}}"))
                        .allowed())
                .isTrue();
    }

    @Test
    void fieldsWithoutBehaviourYetAreRefused() {
        assertRefused(
                hub.create(dedicated(
                        "{scalingPolicyRef: {name: s}, workerPools: [{name: w, memory: {memoryMiB: 1024, memory: 2Gi}, gpu: {family:"
                                + " T4, count: 1, sharing: {mode: MPS, replicas: 4}}}]}")),
                422,
                "spec.cluster.scalingPolicyRef: Forbidden: not yet supported: ScalingPolicy; it comes with issue 4 of 4",
                "spec.cluster.workerPools[0].gpu.sharing: Forbidden: not yet supported: sharing of GPUs; it comes with issue 4 of"
                        + " 4",
                "spec.cluster.workerPools[0].memory.memory: Invalid value: \"2Gi\": is 2048 MiB, but memoryMiB is 1024");
    }

    @Test
    void warnsWhereAFieldHasNoEffect() {
        Answer answer = hub.create(
                dedicated("{cloud: embedded}").replace("mode: dedicated", "mode: shared\n  deletePolicy: Delete"));

        assertThat(answer.allowed()).isTrue();
        assertThat(answer.warnings())
                .containsExactly("spec.deletePolicy: no effect: a new shared cluster is always retained");
    }

    @Test
    void anUpdateOfMetadataAloneIsNotJudged() {
        String before = platform("p", "elsewhere", "mode: shared\n");

        assertThat(hub.update(before, before.replace("uid:", "labels: {a: b}, uid:"))
                        .allowed())
                .isTrue();
    }

    @Test
    void theDeletePolicyIsFixedOnceDeletionHasStarted() {
        String before =
                dedicated("{cloud: embedded}").replace("uid:", "deletionTimestamp: \"2026-01-01T00:00:00Z\", uid:");

        assertRefused(
                hub.update(before, before.replace("mode: dedicated", "mode: dedicated\n  deletePolicy: Orphan")),
                422,
                "spec.deletePolicy: Invalid value: \"Orphan\": field is immutable once deletion has started");
    }
}
