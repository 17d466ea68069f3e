// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Web servers as pods of one cluster, and what can be asked of them. */
final class Pods implements AutoCloseable {
    private static final String NAMESPACE = "default";
    private static final int PORT = 8080;
    private static final long PATIENCE_SECONDS = 60;

    private final KubernetesClient client;

    Pods(Path kubeconfig) {
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    @Override
    public void close() {
        client.close();
    }

    List<Pod> deploy(String name, String image, int replicas) {
        return deploy(name, image, replicas, 1);
    }

    /** A Deployment with a Service of the same name; returns when its pods are ready. */
    List<Pod> deploy(String name, String image, int replicas, int gpus) {
        client.services()
                .inNamespace(NAMESPACE)
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("app", name)
                        .addNewPort()
                        .withPort(PORT)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(replicas)
                        .withNewSelector()
                        .addToMatchLabels("app", name)
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", name)
                        .endMetadata()
                        .withSpec(spec(image, gpus))
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        return running(name, replicas);
    }

    List<Pod> running(String name, int replicas) {
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(name)
                .waitUntilCondition(
                        found -> found != null
                                && found.getStatus() != null
                                && Integer.valueOf(replicas)
                                        .equals(found.getStatus().getReadyReplicas()),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app", name)
                .list()
                .getItems();
    }

    /** The pod of a Deployment once it is ready with another container than this one. */
    Pod restarted(String name, String container) {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app", name)
                .waitUntilCondition(
                        pod -> pod != null
                                && pod.getStatus().getContainerStatuses().stream()
                                        .anyMatch(status -> Boolean.TRUE.equals(status.getReady())
                                                && !container.equals(status.getContainerID())),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** Of a pod that finds no room. */
    String reasonForWaiting(String name, String image) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withSpec(spec(image, 1))
                .build();
        client.pods().inNamespace(NAMESPACE).resource(pod).create();
        Pod waiting = client.pods()
                .inNamespace(NAMESPACE)
                .withName(name)
                .waitUntilCondition(
                        found -> found != null
                                && found.getStatus().getConditions().stream()
                                        .anyMatch(condition -> "Unschedulable".equals(condition.getReason())),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
        return waiting.getStatus().getConditions().stream()
                .map(PodCondition::getMessage)
                .findFirst()
                .orElse("");
    }

    Node node(String name) {
        return client.nodes().withName(name).get();
    }

    String log(Pod pod) {
        return client.pods().resource(pod).getLog();
    }

    /** The kubelet's, through the API server. */
    String metrics(String node) {
        return client.raw("/api/v1/nodes/" + node + "/proxy/metrics/resource");
    }

    String exec(Pod pod, String... command) {
        Outcome outcome = run(pod, command);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output();
    }

    boolean reaches(Pod pod, String host, int port) {
        // What is sent is nonsense to every protocol, so that a server that is reached ends the connection.
        return run(pod, "sh", "-c", "echo x | nc -w 2 $0 $1", host, Integer.toString(port))
                        .status()
                == 0;
    }

    String forwarded(Pod pod) throws Exception {
        try (LocalPortForward forward = client.pods().resource(pod).portForward(PORT);
                HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + forward.getLocalPort() + "/");
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private record Outcome(int status, String output) {}

    private Outcome run(Pod pod, String... command) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ExecWatch watch = client.pods()
                .resource(pod)
                .writingOutput(output)
                .writingError(output)
                .exec(command)) {
            Integer status = watch.exitCode().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Outcome(status, output.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output, e);
        }
    }

    /** As the restricted Pod Security level wants it. */
    private static PodSpec spec(String image, int gpus) {
        return new PodSpecBuilder()
                .withTerminationGracePeriodSeconds(1L)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1000L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(new ContainerBuilder()
                        .withName("web")
                        .withImage(image)
                        .withCommand(
                                "/bin/sh",
                                "-c",
                                "echo hello from paddock > /tmp/index.html; echo serving; exec httpd -f -p 8080 -h /tmp")
                        .withNewSecurityContext()
                        .withAllowPrivilegeEscalation(false)
                        .withNewCapabilities()
                        .withDrop("ALL")
                        .endCapabilities()
                        .endSecurityContext()
                        .withNewReadinessProbe()
                        .withNewTcpSocket()
                        .withNewPort(PORT)
                        .endTcpSocket()
                        .withPeriodSeconds(1)
                        .endReadinessProbe()
                        .withNewResources()
                        .withLimits(
                                gpus == 0
                                        ? Map.of("memory", new Quantity("32Mi"))
                                        : Map.of(
                                                "memory",
                                                new Quantity("32Mi"),
                                                "nvidia.com/gpu",
                                                new Quantity(Integer.toString(gpus))))
                        .endResources()
                        .build())
                .build();
    }
}
