// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A project of a test's own, with the profiles that platforms need: limits, a cluster template, a workload and an environment
 * of all shared spokes. Manifests are text, as users write them, and reach the hub by {@code paddock apply}.
 */
public final class TeamProject {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Fleet fleet;
    private final String name;

    private TeamProject(Fleet fleet, String name) {
        this.fleet = fleet;
        this.name = name;
    }

    /** Makes the project. {@code a100Limit} is what its ComputeProfile allows. */
    public static TeamProject create(Fleet fleet, String name, int a100Limit) {
        TeamProject project = new TeamProject(fleet, name);
        project.apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: NS}
                """);
        project.apply("""
                apiVersion: palette.ai/v1alpha1
                kind: Project
                metadata: {name: NS, namespace: NS}
                spec:
                  tenantRef: {name: default}
                  computeProfileRef: {name: limits}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: ComputeProfile
                metadata: {name: limits, namespace: NS}
                spec:
                  gpuLimits: {NVIDIA-A100: LIMIT}
                ---
                apiVersion: palette.ai/v1alpha1
                kind: ClusterProfile
                metadata: {name: infra, namespace: NS}
                spec:
                  type: Infrastructure
                  version: v1
                  cloud: embedded
                  layers: [{name: kubernetes, kind: Kubernetes, ref: kubernetes, version: v1.36.3}]
                  template: {embedded: {}}
                ---
                apiVersion: mural.sh/v1beta1
                kind: WorkloadProfile
                metadata:
                  name: notebook
                  namespace: NS
                spec:
                  workload:
                    components:
                    - name: web
                      type: webservice
                      properties:
                        image: docker.io/library/notebook:1
                        ports: [{port: 8888, expose: true}]
                    - name: entrance
                      type: k8s-objects
                      deploymentPriority: 10
                      properties:
                        objects:
                        - apiVersion: networking.k8s.io/v1
                          kind: Ingress
                          metadata: {name: entrance}
                          spec:
                            rules:
                            - host: notebook.example
                              http:
                                paths:
                                - path: /
                                  pathType: Prefix
                                  backend: {service: {name: web, port: {number: 8888}}}
                ---
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: shared, namespace: NS, labels: {palette.ai/mode: shared}}
                spec:
                  topology:
                    type: topology-ocm
                    properties:
                      placement:
                        predicates:
                        - requiredClusterSelector: {labelSelector: {matchLabels: {palette.ai/mode: shared}}}
                """.replace("LIMIT", Integer.toString(a100Limit)));
        return project;
    }

    public String name() {
        return name;
    }

    public Fleet fleet() {
        return fleet;
    }

    /** A platform on a cluster of its own with one node of {@code gpus} A100s. */
    public String dedicated(String platform, int gpus, String deletePolicy) {
        return newCluster(platform, "dedicated", gpus, "  deletePolicy: " + deletePolicy + "\n");
    }

    /** A platform on a new cluster that others may share. */
    public String newShared(String platform, int gpus) {
        return newCluster(platform, "shared", gpus, "");
    }

    private static String newCluster(String platform, String mode, int gpus, String more) {
        return """
                apiVersion: palette.ai/v1alpha1
                kind: MLPlatform
                metadata: {name: %s, namespace: NS}
                spec:
                  platform: notebook
                  mode: %s
                %s  clusterProfileRef: {name: infra, namespace: NS}
                  workloadProfileRef: {name: notebook, namespace: NS}
                  cluster:
                    cloud: embedded
                    controlPlanePool: {nodeCount: 1}
                    workerPools:
                    - {name: gpu, nodes: 1, gpu: {family: NVIDIA-A100, count: %d}}
                """.formatted(platform, mode, more, gpus);
    }

    /** A platform on a cluster that is there already. */
    public String existing(String platform) {
        return """
                apiVersion: palette.ai/v1alpha1
                kind: MLPlatform
                metadata: {name: %s, namespace: NS}
                spec:
                  platform: notebook
                  mode: shared
                  workloadProfileRef: {name: notebook, namespace: NS}
                  environmentRef: {name: shared}
                """.formatted(platform);
    }

    /** The same platform, taking each new revision of its profile. */
    public static String following(String platform) {
        return platform.replace(
                "namespace: NS}\nspec:", "namespace: NS, annotations: {app.oam.dev/autoUpdate: \"true\"}}\nspec:");
    }

    /** Applies a manifest in which {@code NS} stands for this project, and expects it to be accepted. */
    public CommandResult apply(String manifest) {
        return tryApply(manifest).expect(0);
    }

    public CommandResult tryApply(String manifest) {
        try {
            Path file = Files.createTempFile(fleet.home(), "manifest-", ".yaml");
            Files.writeString(file, manifest.replace("NS", name));
            return fleet.run("apply", "-f", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommandResult delete(String platform) {
        return fleet.run("delete", "mlplatform/" + platform, "-n", name, "--timeout", "3m");
    }

    public Resource<MLPlatform> platform(String platform) {
        return client().resources(MLPlatform.class).inNamespace(name).withName(platform);
    }

    /** Waits for a platform's status, and fails with all of it when it does not come. */
    public MLPlatform await(String platform, String what, Predicate<MLPlatformStatus> wanted) {
        Resource<MLPlatform> resource = platform(platform);
        try {
            return Objects.requireNonNull(resource.waitUntilCondition(
                    object -> object != null && object.getStatus() != null && wanted.test(object.getStatus()),
                    PATIENCE.toSeconds(),
                    TimeUnit.SECONDS));
        } catch (RuntimeException late) {
            throw new AssertionError(
                    "%s/%s is not %s. Explanation:%n%s%nStatus: %s"
                            .formatted(name, platform, what, explain(platform), status(resource)),
                    late);
        }
    }

    private static Object status(Resource<MLPlatform> resource) {
        MLPlatform object = resource.get();
        return object == null ? "there is no such platform" : String.valueOf(object.getStatus());
    }

    public MLPlatform awaitRunning(String platform) {
        return await(platform, "Running", status -> status.phase() == MLPlatformStatus.Phase.RUNNING);
    }

    public void awaitGone(String platform) {
        platform(platform).waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(platform(platform).get()).isNull();
    }

    public String explain(String platform) {
        return fleet.run("explain", "mlplatform/" + platform, "-n", name).all();
    }

    /** The name the cluster of a platform has in the fleet. */
    public String clusterOf(String platform) {
        return "%s-%s".formatted(name, platform).toLowerCase(Locale.ROOT);
    }

    private KubernetesClient client() {
        return fleet.hub();
    }
}
