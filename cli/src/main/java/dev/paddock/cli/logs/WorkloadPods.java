// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.logs;

import dev.paddock.api.meta.Labels;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The containers on one cluster that belong to a deployment of the hub. Pods do not carry its name, what makes them does: so
 * they are found through the selectors of that.
 */
final class WorkloadPods {
    private final KubernetesClient cluster;
    private final String namespace;
    private final Map<String, String> deployment;

    /**
     * @param namespace of the pods
     * @param project and name of the deployment on the hub
     */
    WorkloadPods(KubernetesClient cluster, String namespace, String project, String name) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.deployment = Map.of(Labels.APP_NAME, name, Labels.APP_NAMESPACE, project);
    }

    /** One container that has started, so that there may be something to read. */
    record Source(String namespace, String pod, String container) {}

    List<Source> started() {
        Map<String, Pod> pods = new LinkedHashMap<>();
        Stream.concat(
                        labelled(),
                        selectors()
                                .flatMap(
                                        selector -> cluster
                                                .pods()
                                                .inNamespace(namespace)
                                                .withLabelSelector(selector)
                                                .list()
                                                .getItems()
                                                .stream()))
                .forEach(pod -> pods.put(pod.getMetadata().getUid(), pod));
        return pods.values().stream().flatMap(WorkloadPods::containers).toList();
    }

    private Stream<Pod> labelled() {
        return cluster.pods().inNamespace(namespace).withLabels(deployment).list().getItems().stream();
    }

    private Stream<LabelSelector> selectors() {
        var apps = cluster.apps();
        return Stream.of(
                        apps.deployments().inNamespace(namespace).withLabels(deployment).list().getItems().stream(),
                        apps.statefulSets().inNamespace(namespace).withLabels(deployment).list().getItems().stream(),
                        apps.daemonSets().inNamespace(namespace).withLabels(deployment).list().getItems().stream(),
                        cluster
                                .batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withLabels(deployment)
                                .list()
                                .getItems()
                                .stream())
                .flatMap(found -> found)
                .map(WorkloadPods::selector)
                .filter(Objects::nonNull);
    }

    private static LabelSelector selector(HasMetadata maker) {
        return switch (maker) {
            case Deployment found -> found.getSpec().getSelector();
            case StatefulSet found -> found.getSpec().getSelector();
            case DaemonSet found -> found.getSpec().getSelector();
            case Job found -> found.getSpec().getSelector();
            default -> throw new IllegalArgumentException(maker.getKind() + " makes no pods");
        };
    }

    private static Stream<Source> containers(Pod pod) {
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .filter(WorkloadPods::hasStarted)
                .map(status -> new Source(
                        pod.getMetadata().getNamespace(), pod.getMetadata().getName(), status.getName()));
    }

    private static boolean hasStarted(ContainerStatus status) {
        return status.getState() != null
                && (status.getState().getRunning() != null || status.getState().getTerminated() != null);
    }
}
