// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.meta.Health;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which rule judges which kind (the table of api.md 7.5). Kinds are told apart by group and kind, never by version.
 * Does not evaluate a definition's own {@code healthPolicy}; who has one asks it first and brings the answer.
 */
public final class HealthRules {

    private record Kind(String group, String name) {}

    private static final HealthRule EXISTS = (object, now) -> Verdict.healthy("exists");

    private final Map<Kind, HealthRule> rules;

    private HealthRules(Map<Kind, HealthRule> rules) {
        this.rules = rules;
    }

    public static HealthRules builtIn() {
        return new HealthRules(Map.ofEntries(
                rule("apps", "Deployment", WorkloadRules::deployment),
                rule("apps", "StatefulSet", WorkloadRules::statefulSet),
                rule("apps", "DaemonSet", WorkloadRules::daemonSet),
                rule("", "Pod", WorkloadRules::pod),
                rule("batch", "Job", JobRules::job),
                rule("batch", "CronJob", JobRules::cronJob),
                rule("kubeflow.org", "TFJob", JobRules.training("Succeeded")),
                rule("kubeflow.org", "PyTorchJob", JobRules.training("Succeeded")),
                rule("kubeflow.org", "MPIJob", JobRules.training("Succeeded")),
                rule("trainer.kubeflow.org", "TrainJob", JobRules.training("Complete")),
                rule("", "PersistentVolumeClaim", ClusterRules::claim),
                rule("", "Namespace", ClusterRules::namespace),
                rule("", "Service", ClusterRules::service),
                rule("networking.k8s.io", "Ingress", ClusterRules::ingress),
                rule("gateway.networking.k8s.io", "HTTPRoute", ClusterRules::httpRoute),
                rule("autoscaling", "HorizontalPodAutoscaler", ClusterRules::autoscaler),
                rule("policy", "PodDisruptionBudget", ClusterRules::disruptionBudget),
                rule("apiextensions.k8s.io", "CustomResourceDefinition", ClusterRules::definition),
                rule("apiregistration.k8s.io", "APIService", ClusterRules::apiService),
                rule("serving.kserve.io", "InferenceService", ConditionRules.ready("Ready")),
                rule("kamaji.clastix.io", "TenantControlPlane", ConditionRules.ready("Ready")),
                rule("cluster.x-k8s.io", "Cluster", ConditionRules.ready("Available")),
                rule("helm.toolkit.fluxcd.io", "HelmRelease", ConditionRules::flux),
                rule("kustomize.toolkit.fluxcd.io", "Kustomization", ConditionRules::flux),
                rule("source.toolkit.fluxcd.io", "OCIRepository", ConditionRules::flux),
                rule("source.toolkit.fluxcd.io", "HelmRepository", ConditionRules::helmRepository),
                rule("", "ConfigMap", EXISTS),
                rule("", "Secret", EXISTS),
                rule("", "ServiceAccount", EXISTS),
                rule("rbac.authorization.k8s.io", "Role", EXISTS),
                rule("rbac.authorization.k8s.io", "RoleBinding", EXISTS),
                rule("rbac.authorization.k8s.io", "ClusterRole", EXISTS),
                rule("rbac.authorization.k8s.io", "ClusterRoleBinding", EXISTS)));
    }

    /** Judges an object that is there; one that is not is {@link Verdict#missing}. */
    public Verdict assess(JsonNode object, Instant now) {
        return assess(object, now, Optional.empty());
    }

    /**
     * The same where a definition may have said how the object is. Its word decides between well and not well; why something is not well
     * the kind's rule may know better, as a definition cannot tell progress from failure.
     */
    public Verdict assess(JsonNode object, Instant now, Optional<Verdict> byDefinition) {
        ObjectView view = new ObjectView(object);
        if (view.deleting() && !view.kind().equals("Namespace")) {
            return Verdict.progressing("is being deleted");
        }
        if (view.observedGeneration().filter(seen -> seen < view.generation()).isPresent()) {
            return Verdict.progressing("generation " + view.generation() + " is not observed yet");
        }
        Verdict byKind = rules.getOrDefault(new Kind(view.group(), view.kind()), ConditionRules::generic)
                .assess(view, now);
        return byDefinition.map(definition -> combined(byKind, definition)).orElse(byKind);
    }

    private static Verdict combined(Verdict byKind, Verdict byDefinition) {
        boolean kindKnowsWhy = byKind.health() == Health.DEGRADED || byKind.health() == Health.SUSPENDED;
        if (byDefinition.health() == Health.PROGRESSING && kindKnowsWhy) {
            return byKind;
        }
        return byDefinition.health() == Health.HEALTHY
                ? byDefinition
                : new Verdict(byDefinition.health(), byDefinition.message(), byKind.recheckAt());
    }

    private static Map.Entry<Kind, HealthRule> rule(String group, String kind, HealthRule rule) {
        return Map.entry(new Kind(group, kind), rule);
    }
}
