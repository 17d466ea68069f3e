// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.api.meta.Health;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the health table of api.md 7.5, both columns, and what lies between them. */
class HealthRulesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final HealthRules rules = HealthRules.builtIn();

    static Stream<Arguments> workloads() {
        return Stream.of(
                deployment(
                        "all updated and available",
                        "HEALTHY",
                        "spec: {replicas: 2}",
                        "updatedReplicas: 2, availableReplicas: 2"),
                deployment(
                        "one replica is the default",
                        "HEALTHY",
                        "spec: {}",
                        "updatedReplicas: 1, availableReplicas: 1"),
                deployment("scaled to nothing", "HEALTHY", "spec: {replicas: 0}", ""),
                deployment(
                        "one not updated",
                        "PROGRESSING",
                        "spec: {replicas: 2}",
                        "updatedReplicas: 1, availableReplicas: 2"),
                deployment(
                        "one not available",
                        "PROGRESSING",
                        "spec: {replicas: 2}",
                        "updatedReplicas: 2, availableReplicas: 1"),
                deployment("paused", "SUSPENDED", "spec: {replicas: 2, paused: true}", "updatedReplicas: 0"),
                deployment(
                        "deadline exceeded",
                        "DEGRADED",
                        "spec: {replicas: 2}",
                        "conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]"),
                row(
                        "generation not observed",
                        "PROGRESSING",
                        "apps/v1",
                        "Deployment",
                        "metadata: {generation: 3}",
                        "spec: {replicas: 1}",
                        "status: {observedGeneration: 2, updatedReplicas: 1, availableReplicas: 1}"),
                row("never observed", "PROGRESSING", "apps/v1", "Deployment", "spec: {replicas: 0}"),
                row(
                        "all ready",
                        "HEALTHY",
                        "apps/v1",
                        "StatefulSet",
                        "spec: {replicas: 3}",
                        "status: {observedGeneration: 1, updatedReplicas: 3, availableReplicas: 3}"),
                row(
                        "a partition holds two back",
                        "HEALTHY",
                        "apps/v1",
                        "StatefulSet",
                        "spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}",
                        "status: {observedGeneration: 1, updatedReplicas: 1, availableReplicas: 3}"),
                row(
                        "on delete needs no update",
                        "HEALTHY",
                        "apps/v1",
                        "StatefulSet",
                        "spec: {replicas: 3, updateStrategy: {type: OnDelete}}",
                        "status: {observedGeneration: 1, availableReplicas: 3}"),
                row(
                        "moved a minute ago",
                        "PROGRESSING",
                        "apps/v1",
                        "StatefulSet",
                        statusWritten("2026-01-01T11:59:00Z"),
                        "spec: {replicas: 3}",
                        "status: {observedGeneration: 1, updatedReplicas: 3, availableReplicas: 1}"),
                row(
                        "no progress for ten minutes",
                        "DEGRADED",
                        "apps/v1",
                        "StatefulSet",
                        statusWritten("2026-01-01T11:50:00Z"),
                        "spec: {replicas: 3}",
                        "status: {observedGeneration: 1, updatedReplicas: 3, availableReplicas: 1}"),
                row(
                        "on every node",
                        "HEALTHY",
                        "apps/v1",
                        "DaemonSet",
                        "status: {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2}"),
                row("no node matches", "HEALTHY", "apps/v1", "DaemonSet", "status: {observedGeneration: 1}"),
                row(
                        "on one of two nodes",
                        "PROGRESSING",
                        "apps/v1",
                        "DaemonSet",
                        statusWritten("2026-01-01T11:59:00Z"),
                        "status: {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1}"),
                row(
                        "no progress for ten minutes",
                        "DEGRADED",
                        "apps/v1",
                        "DaemonSet",
                        "metadata: {creationTimestamp: '2026-01-01T11:00:00Z'}",
                        "status: {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1}"));
    }

    static Stream<Arguments> pods() {
        return Stream.of(
                row(
                        "ready",
                        "HEALTHY",
                        "v1",
                        "Pod",
                        "status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}"),
                row("succeeded", "HEALTHY", "v1", "Pod", "status: {phase: Succeeded}"),
                row("failed", "DEGRADED", "v1", "Pod", "status: {phase: Failed, message: evicted}"),
                row("pending", "PROGRESSING", "v1", "Pod", "status: {phase: Pending}"),
                row("new", "PROGRESSING", "v1", "Pod"),
                row(
                        "running, not ready",
                        "PROGRESSING",
                        "v1",
                        "Pod",
                        "status: {phase: Running, conditions: [{type: Ready, status: 'False'}]}"),
                waiting("just now", "PROGRESSING", "CrashLoopBackOff", "2026-01-01T11:58:30Z"),
                waiting("for two minutes", "DEGRADED", "CrashLoopBackOff", "2026-01-01T11:58:00Z"),
                waiting("just now", "PROGRESSING", "ImagePullBackOff", "2026-01-01T11:59:59Z"),
                waiting("for two minutes", "DEGRADED", "ImagePullBackOff", "2026-01-01T11:57:00Z"),
                waiting("is no back-off", "PROGRESSING", "ContainerCreating", "2026-01-01T11:00:00Z"));
    }

    static Stream<Arguments> jobs() {
        return Stream.of(
                row("complete", "HEALTHY", "batch/v1", "Job", conditions("Complete=True")),
                row("failed", "DEGRADED", "batch/v1", "Job", conditions("Failed=True")),
                row("running", "PROGRESSING", "batch/v1", "Job", "status: {active: 1}"),
                row("suspended", "SUSPENDED", "batch/v1", "Job", "spec: {suspend: true}"),
                row("never ran", "HEALTHY", "batch/v1", "CronJob", "spec: {schedule: '* * * * *'}"),
                row("suspended", "SUSPENDED", "batch/v1", "CronJob", "spec: {suspend: true}"),
                row(
                        "last run went well",
                        "HEALTHY",
                        "batch/v1",
                        "CronJob",
                        "status: {lastScheduleTime: '2026-01-01T11:00:00Z', lastSuccessfulTime: '2026-01-01T11:00:09Z'}"),
                row(
                        "a run is on",
                        "HEALTHY",
                        "batch/v1",
                        "CronJob",
                        "status: {lastScheduleTime: '2026-01-01T11:00:00Z', active: [{name: x}]}"),
                row(
                        "last run failed",
                        "DEGRADED",
                        "batch/v1",
                        "CronJob",
                        "status: {lastScheduleTime: '2026-01-01T11:00:00Z', lastSuccessfulTime: '2026-01-01T10:00:09Z'}"),
                row("created", "PROGRESSING", "kubeflow.org/v1", "PyTorchJob", conditions("Created=True")),
                row("running", "PROGRESSING", "kubeflow.org/v1", "TFJob", conditions("Created=True", "Running=True")),
                row("restarting", "PROGRESSING", "kubeflow.org/v1", "MPIJob", conditions("Restarting=True")),
                row("succeeded", "HEALTHY", "kubeflow.org/v1", "PyTorchJob", conditions("Succeeded=True")),
                row("failed", "DEGRADED", "kubeflow.org/v1", "MPIJob", conditions("Failed=True")),
                row("suspended", "SUSPENDED", "kubeflow.org/v1", "TFJob", conditions("Suspended=True")),
                row("new", "PROGRESSING", "kubeflow.org/v1", "PyTorchJob"),
                row("succeeded", "HEALTHY", "kubeflow.org/v1", "TFJob", conditions("Running=False", "Succeeded=True")),
                row("succeeded", "HEALTHY", "kubeflow.org/v1", "MPIJob", conditions("Succeeded=True")),
                row(
                        "suspended",
                        "SUSPENDED",
                        "trainer.kubeflow.org/v1alpha1",
                        "TrainJob",
                        conditions("Suspended=True")),
                row("new", "PROGRESSING", "trainer.kubeflow.org/v1alpha1", "TrainJob"),
                row("complete", "HEALTHY", "trainer.kubeflow.org/v1alpha1", "TrainJob", conditions("Complete=True")),
                row("failed", "DEGRADED", "trainer.kubeflow.org/v1alpha1", "TrainJob", conditions("Failed=True")));
    }

    static Stream<Arguments> cluster() {
        return Stream.of(
                row("bound", "HEALTHY", "v1", "PersistentVolumeClaim", "status: {phase: Bound}"),
                row("pending", "PROGRESSING", "v1", "PersistentVolumeClaim", "status: {phase: Pending}"),
                row("lost", "DEGRADED", "v1", "PersistentVolumeClaim", "status: {phase: Lost}"),
                row("active", "HEALTHY", "v1", "Namespace", "status: {phase: Active}"),
                row(
                        "terminating",
                        "PROGRESSING",
                        "v1",
                        "Namespace",
                        "metadata: {deletionTimestamp: '2026-01-01T11:00:00Z'}",
                        "status: {phase: Terminating}"),
                row("not active yet", "PROGRESSING", "v1", "Namespace"),
                row("cluster address", "HEALTHY", "v1", "Service", "spec: {type: ClusterIP}"),
                row("no address yet", "PROGRESSING", "v1", "Service", "spec: {type: LoadBalancer}"),
                row(
                        "address",
                        "HEALTHY",
                        "v1",
                        "Service",
                        "spec: {type: LoadBalancer}",
                        "status: {loadBalancer: {ingress: [{ip: 10.0.0.1}]}}"),
                row(
                        "address",
                        "HEALTHY",
                        "networking.k8s.io/v1",
                        "Ingress",
                        "status: {loadBalancer: {ingress: [{ip: 10.0.0.1}]}}"),
                row("no address yet", "PROGRESSING", "networking.k8s.io/v1", "Ingress"),
                route("accepted", "HEALTHY", "Accepted=True", "ResolvedRefs=True"),
                route("references open", "PROGRESSING", "Accepted=True", "ResolvedRefs=False"),
                route("refused", "DEGRADED", "Accepted=False", "ResolvedRefs=True"),
                row("no gateway", "PROGRESSING", "gateway.networking.k8s.io/v1", "HTTPRoute"),
                row(
                        "scaling",
                        "HEALTHY",
                        "autoscaling/v2",
                        "HorizontalPodAutoscaler",
                        conditions("ScalingActive=True")),
                row("no status yet", "HEALTHY", "autoscaling/v2", "HorizontalPodAutoscaler"),
                row(
                        "not active",
                        "PROGRESSING",
                        "autoscaling/v2",
                        "HorizontalPodAutoscaler",
                        conditions("ScalingActive=False")),
                row(
                        "no scale",
                        "DEGRADED",
                        "autoscaling/v2",
                        "HorizontalPodAutoscaler",
                        "status: {conditions: [{type: AbleToScale, status: 'False', reason: FailedGetScale}]}"),
                row("allowed", "HEALTHY", "policy/v1", "PodDisruptionBudget", "status: {disruptionsAllowed: 1}"),
                row(
                        "not allowed",
                        "PROGRESSING",
                        "policy/v1",
                        "PodDisruptionBudget",
                        "status: {disruptionsAllowed: 0}"),
                row(
                        "established",
                        "HEALTHY",
                        "apiextensions.k8s.io/v1",
                        "CustomResourceDefinition",
                        conditions("NamesAccepted=True", "Established=True")),
                row("new", "PROGRESSING", "apiextensions.k8s.io/v1", "CustomResourceDefinition"),
                row(
                        "names taken",
                        "DEGRADED",
                        "apiextensions.k8s.io/v1",
                        "CustomResourceDefinition",
                        conditions("NamesAccepted=False")),
                row("available", "HEALTHY", "apiregistration.k8s.io/v1", "APIService", conditions("Available=True")),
                row(
                        "not available",
                        "PROGRESSING",
                        "apiregistration.k8s.io/v1",
                        "APIService",
                        conditions("Available=False")),
                row("exists", "HEALTHY", "v1", "ConfigMap"),
                row("exists", "HEALTHY", "v1", "Secret"),
                row("exists", "HEALTHY", "v1", "ServiceAccount"),
                row("exists", "HEALTHY", "rbac.authorization.k8s.io/v1", "Role"),
                row("exists", "HEALTHY", "rbac.authorization.k8s.io/v1", "RoleBinding"),
                row("exists", "HEALTHY", "rbac.authorization.k8s.io/v1", "ClusterRole"),
                row("no status yet", "PROGRESSING", "apiregistration.k8s.io/v1", "APIService"),
                row("exists", "HEALTHY", "rbac.authorization.k8s.io/v1", "ClusterRoleBinding"),
                row(
                        "going",
                        "PROGRESSING",
                        "v1",
                        "ConfigMap",
                        "metadata: {deletionTimestamp: '2026-01-01T11:00:00Z'}"));
    }

    static Stream<Arguments> byConditions() {
        return Stream.of(
                row("ready", "HEALTHY", "serving.kserve.io/v1beta1", "InferenceService", conditions("Ready=True")),
                row(
                        "not ready",
                        "DEGRADED",
                        "serving.kserve.io/v1beta1",
                        "InferenceService",
                        conditions("Ready=False")),
                row("no status", "PROGRESSING", "serving.kserve.io/v1beta1", "InferenceService"),
                row(
                        "stalled",
                        "DEGRADED",
                        "serving.kserve.io/v1beta1",
                        "InferenceService",
                        conditions("Ready=False", "Reconciling=True", "Stalled=True")),
                row(
                        "not ready",
                        "DEGRADED",
                        "kamaji.clastix.io/v1alpha1",
                        "TenantControlPlane",
                        conditions("Ready=False")),
                row(
                        "suspended",
                        "SUSPENDED",
                        "helm.toolkit.fluxcd.io/v2",
                        "HelmRelease",
                        "spec: {suspend: true}",
                        conditions("Ready=True")),
                row("suspended", "SUSPENDED", "source.toolkit.fluxcd.io/v1", "OCIRepository", "spec: {suspend: true}"),
                row("suspended", "SUSPENDED", "source.toolkit.fluxcd.io/v1", "HelmRepository", "spec: {suspend: true}"),
                row("ready", "HEALTHY", "source.toolkit.fluxcd.io/v1", "HelmRepository", conditions("Ready=True")),
                row("ready", "HEALTHY", "kustomize.toolkit.fluxcd.io/v1", "Kustomization", conditions("Ready=True")),
                row("failed", "DEGRADED", "kustomize.toolkit.fluxcd.io/v1", "Kustomization", conditions("Ready=False")),
                row("ready", "HEALTHY", "kamaji.clastix.io/v1alpha1", "TenantControlPlane", conditions("Ready=True")),
                row("available", "HEALTHY", "cluster.x-k8s.io/v1beta2", "Cluster", conditions("Available=True")),
                row("older version", "HEALTHY", "cluster.x-k8s.io/v1beta1", "Cluster", conditions("Ready=True")),
                row("not available", "DEGRADED", "cluster.x-k8s.io/v1beta2", "Cluster", conditions("Available=False")),
                row("ready", "HEALTHY", "helm.toolkit.fluxcd.io/v2", "HelmRelease", conditions("Ready=True")),
                row(
                        "reconciling",
                        "PROGRESSING",
                        "helm.toolkit.fluxcd.io/v2",
                        "HelmRelease",
                        conditions("Ready=False", "Reconciling=True")),
                row(
                        "stalled",
                        "DEGRADED",
                        "helm.toolkit.fluxcd.io/v2",
                        "HelmRelease",
                        conditions("Ready=False", "Reconciling=True", "Stalled=True")),
                row(
                        "suspended",
                        "SUSPENDED",
                        "kustomize.toolkit.fluxcd.io/v1",
                        "Kustomization",
                        "spec: {suspend: true}",
                        conditions("Ready=False")),
                row(
                        "unknown",
                        "PROGRESSING",
                        "source.toolkit.fluxcd.io/v1",
                        "OCIRepository",
                        conditions("Ready=Unknown")),
                row("chart registry", "HEALTHY", "source.toolkit.fluxcd.io/v1", "HelmRepository", "spec: {type: oci}"),
                row(
                        "not fetched",
                        "DEGRADED",
                        "source.toolkit.fluxcd.io/v1",
                        "HelmRepository",
                        conditions("Ready=False")),
                row("no conditions", "HEALTHY", "example.com/v1", "Widget"),
                row("ready", "HEALTHY", "example.com/v1", "Widget", conditions("Ready=True")),
                row("available", "HEALTHY", "example.com/v1", "Widget", conditions("Available=True", "Other=False")),
                row("succeeded", "HEALTHY", "example.com/v1", "Widget", conditions("Succeeded=True")),
                row("not healthy", "DEGRADED", "example.com/v1", "Widget", conditions("Healthy=False")),
                row(
                        "not ready, progressing",
                        "PROGRESSING",
                        "example.com/v1",
                        "Widget",
                        conditions("Ready=False", "Progressing=True")),
                row(
                        "one good, one bad",
                        "DEGRADED",
                        "example.com/v1",
                        "Widget",
                        conditions("Ready=True", "Available=False")),
                row("failed", "DEGRADED", "example.com/v1", "Widget", conditions("Ready=True", "Failed=True")),
                row(
                        "degraded",
                        "DEGRADED",
                        "example.com/v1",
                        "Widget",
                        conditions("Degraded=True", "Reconciling=True")),
                row("only reconciling", "PROGRESSING", "example.com/v1", "Widget", conditions("Reconciling=True")),
                row("says nothing known", "UNKNOWN", "example.com/v1", "Widget", conditions("Shiny=True")),
                row(
                        "speaks of an older generation",
                        "PROGRESSING",
                        "example.com/v1",
                        "Widget",
                        "metadata: {generation: 2}",
                        "status: {conditions: [{type: Ready, status: 'True', observedGeneration: 1}]}"),
                row(
                        "generation not observed",
                        "PROGRESSING",
                        "example.com/v1",
                        "Widget",
                        "metadata: {generation: 2}",
                        "status: {observedGeneration: 1, conditions: [{type: Ready, status: 'True'}]}"));
    }

    @ParameterizedTest(name = "{1} {0}: {2}")
    @MethodSource({"workloads", "pods", "jobs", "cluster", "byConditions"})
    void judges(String situation, String kind, Health expected, String yaml) throws Exception {
        assertThat(assess(yaml).health()).as("%s %s%n%s", kind, situation, yaml).isEqualTo(expected);
    }

    @Test
    void names_the_time_at_which_waiting_alone_changes_the_verdict() throws Exception {
        Verdict verdict = assess(yaml("v1", "Pod", backOff("CrashLoopBackOff", "2026-01-01T11:59:00Z")));

        assertThat(verdict.recheckAt()).isEqualTo(Optional.of(Instant.parse("2026-01-01T12:01:00Z")));
    }

    @Test
    void needs_no_recheck_where_only_an_event_changes_the_verdict() throws Exception {
        assertThat(assess(yaml("v1", "Pod", "status: {phase: Pending}")).recheckAt())
                .isEmpty();
    }

    @Test
    void says_how_many_replicas_are_missing() throws Exception {
        Verdict verdict = assess(yaml(
                "apps/v1",
                "Deployment",
                "spec: {replicas: 3}",
                "status: {observedGeneration: 1, updatedReplicas: 3, availableReplicas: 1}"));

        assertThat(verdict.message()).isEqualTo("1 of 3 available");
    }

    @Test
    void survives_times_that_are_none() throws Exception {
        Verdict verdict = assess(yaml("batch/v1", "CronJob", "status: {lastScheduleTime: yesterday}"));

        assertThat(verdict.health()).isEqualTo(Health.HEALTHY);
    }

    private Verdict assess(String yaml) throws Exception {
        JsonNode object = YAML.readTree(yaml);
        return rules.assess(object, NOW);
    }

    private static Arguments deployment(String situation, String expected, String spec, String status) {
        String separator = status.isEmpty() ? "" : ", ";
        return row(
                situation,
                expected,
                "apps/v1",
                "Deployment",
                "metadata: {generation: 1}",
                spec,
                "status: {observedGeneration: 1" + separator + status + "}");
    }

    private static Arguments waiting(String situation, String expected, String reason, String since) {
        return row(reason + " " + situation, expected, "v1", "Pod", backOff(reason, since));
    }

    private static String backOff(String reason, String since) {
        return "status: {phase: Running, conditions: [{type: Ready, status: 'False', lastTransitionTime: '" + since
                + "'}], containerStatuses: [{state: {waiting: {reason: " + reason + "}}}]}";
    }

    private static Arguments route(String situation, String expected, String... conditions) {
        String list = conditions(conditions)
                .replace("status: {conditions", "conditions")
                .replaceAll("}$", "");
        return row(
                situation,
                expected,
                "gateway.networking.k8s.io/v1",
                "HTTPRoute",
                "status: {parents: [{" + list + "}]}");
    }

    private static String conditions(String... pairs) {
        return Stream.of(pairs)
                .map(pair -> pair.split("="))
                .map(pair -> "{type: " + pair[0] + ", status: '" + pair[1] + "'}")
                .collect(Collectors.joining(", ", "status: {conditions: [", "]}"));
    }

    private static String statusWritten(String time) {
        return "metadata: {managedFields: [{subresource: status, time: '" + time + "'}]}";
    }

    private static Arguments row(String situation, String expected, String apiVersion, String kind, String... parts) {
        return arguments(situation, kind, Health.valueOf(expected), yaml(apiVersion, kind, parts));
    }

    private static String yaml(String apiVersion, String kind, String... parts) {
        return "apiVersion: " + apiVersion + "\nkind: " + kind + "\n" + String.join("\n", parts);
    }
}
