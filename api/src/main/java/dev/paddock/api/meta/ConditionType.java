// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.Description;

/** Condition types in catalogue order, which decides which one explains {@code Ready=False}. */
public enum ConditionType {
    @Description("Limits and rules allow what is asked for.")
    ACCEPTED("Accepted"),
    @Description("The tenant exists.")
    TENANT_RESOLVED("TenantResolved"),
    @Description("The namespace is there.")
    NAMESPACE_READY("NamespaceReady"),
    @Description("The roles are in place.")
    RBAC_READY("RBACReady"),
    @Description("The Settings that apply are known.")
    SETTINGS_RESOLVED("SettingsResolved"),
    @Description("The cluster defaults that apply are known.")
    CONFIG_RESOLVED("ConfigResolved"),
    @Description("The Palette account answers.")
    PALETTE_READY("PaletteReady"),
    @Description("The Hugging Face account answers.")
    HUGGING_FACE_READY("HuggingFaceReady"),
    @Description("The NVIDIA account answers.")
    NVIDIA_READY("NvidiaReady"),
    @Description("Every configured provider answers.")
    PROVIDERS_READY("ProvidersReady"),
    @Description("The provider answers and lists its machines.")
    PROVIDER_REACHABLE("ProviderReachable"),
    @Description("Metrics for scaling can be read.")
    PROMETHEUS_AVAILABLE("PrometheusAvailable"),
    @Description("The artifact can be pulled.")
    ARTIFACT_AVAILABLE("ArtifactAvailable"),
    @Description("What a bundle depends on is there.")
    DEPENDENCIES_READY("DependenciesReady"),
    @Description("The profiles exist, fit together and say all that is needed.")
    PROFILES_RESOLVED("ProfilesResolved"),
    @Description("Nothing in use exceeds a limit.")
    WITHIN_LIMITS("WithinLimits"),
    @Description("What was asked about would fit.")
    FEASIBLE("Feasible"),
    @Description("The cluster is there.")
    CLUSTER_READY("ClusterReady"),
    @Description("The cluster has registered with the hub and reports.")
    SPOKE_JOINED("SpokeJoined"),
    @Description("As many clusters were found as are wanted.")
    PLACEMENT_SATISFIED("PlacementSatisfied"),
    @Description("The Placement behind the environment is in place.")
    TOPOLOGY_READY("TopologyReady"),
    @Description("The environment has the clusters it needs.")
    ENVIRONMENT_READY("EnvironmentReady"),
    @Description("Templates and variables gave valid objects.")
    RENDERED("Rendered"),
    @Description("The artifact is in the registry.")
    PUBLISHED("Published"),
    @Description("The clusters have applied the artifact.")
    DELIVERED("Delivered"),
    @Description("The cluster has applied the artifact it was given.")
    APPLIED("Applied"),
    @Description("The declared outputs were read.")
    OUTPUTS_READY("OutputsReady"),
    @Description("What runs is healthy.")
    HEALTHY("Healthy"),
    @Description("Everything above that holds it back is True.")
    READY("Ready");

    private final String text;

    ConditionType(String text) {
        this.text = text;
    }

    /** The spelling used in objects. */
    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Whether this condition, when not True, keeps the object from being Ready. */
    public boolean holdsBackReady() {
        return this != WITHIN_LIMITS && this != FEASIBLE && this != READY;
    }
}
