// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonValue;

/** Condition types in catalogue order, which decides which one explains {@code Ready=False}. */
public enum ConditionType {
    ACCEPTED("Accepted"),
    TENANT_RESOLVED("TenantResolved"),
    NAMESPACE_READY("NamespaceReady"),
    RBAC_READY("RBACReady"),
    SETTINGS_RESOLVED("SettingsResolved"),
    CONFIG_RESOLVED("ConfigResolved"),
    PALETTE_READY("PaletteReady"),
    HUGGING_FACE_READY("HuggingFaceReady"),
    NVIDIA_READY("NvidiaReady"),
    PROVIDERS_READY("ProvidersReady"),
    PROVIDER_REACHABLE("ProviderReachable"),
    PROMETHEUS_AVAILABLE("PrometheusAvailable"),
    ARTIFACT_AVAILABLE("ArtifactAvailable"),
    DEPENDENCIES_READY("DependenciesReady"),
    PROFILES_RESOLVED("ProfilesResolved"),
    WITHIN_LIMITS("WithinLimits"),
    FEASIBLE("Feasible"),
    CLUSTER_READY("ClusterReady"),
    SPOKE_JOINED("SpokeJoined"),
    PLACEMENT_SATISFIED("PlacementSatisfied"),
    TOPOLOGY_READY("TopologyReady"),
    ENVIRONMENT_READY("EnvironmentReady"),
    RENDERED("Rendered"),
    PUBLISHED("Published"),
    DELIVERED("Delivered"),
    APPLIED("Applied"),
    OUTPUTS_READY("OutputsReady"),
    HEALTHY("Healthy"),
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
