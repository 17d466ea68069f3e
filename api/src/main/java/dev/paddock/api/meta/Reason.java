// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonValue;

/** Condition reasons: stable words for automation. A reason is never renamed or reused. */
public enum Reason {
    ADMITTED("Admitted"),
    QUOTA_EXCEEDED("QuotaExceeded"),
    MODE_NOT_ALLOWED("ModeNotAllowed"),
    TARGET_NAMESPACE_FORBIDDEN("TargetNamespaceForbidden"),
    NO_SHARED_ENVIRONMENT("NoSharedEnvironment"),
    ENVIRONMENT_DEDICATED("EnvironmentDedicated"),
    POOL_DEDICATED("PoolDedicated"),
    GPU_FAMILY_AMBIGUOUS("GPUFamilyAmbiguous"),
    NOT_PLACEABLE("NotPlaceable"),
    GOVERNANCE_DENIED("GovernanceDenied"),
    EVALUATING("Evaluating"),
    RESOLVED("Resolved"),
    CLUSTER_PROFILE_NOT_FOUND("ClusterProfileNotFound"),
    WORKLOAD_PROFILE_NOT_FOUND("WorkloadProfileNotFound"),
    BUNDLE_NOT_FOUND("BundleNotFound"),
    NO_MAPPING("NoMapping"),
    PLATFORM_MISMATCH("PlatformMismatch"),
    TYPE_MISMATCH("TypeMismatch"),
    DEFINITION_MISSING("DefinitionMissing"),
    CLUSTER_SPEC_INCOMPLETE("ClusterSpecIncomplete"),
    VARIABLE_UNRESOLVED("VariableUnresolved"),
    OUTPUT_CYCLE("OutputCycle"),
    PROVISIONED("Provisioned"),
    EXISTING("Existing"),
    SCALING("Scaling"),
    PROVIDER_NOT_CONFIGURED("ProviderNotConfigured"),
    INSUFFICIENT_MACHINES("InsufficientMachines"),
    MACHINES_TIMED_OUT("MachinesTimedOut"),
    PROVISIONING("Provisioning"),
    PROVIDER_ERROR("ProviderError"),
    PROVISION_TIMED_OUT("ProvisionTimedOut"),
    UNREACHABLE("Unreachable"),
    JOINED("Joined"),
    WAITING_FOR_KUBECONFIG("WaitingForKubeconfig"),
    AWAITING_JOIN("AwaitingJoin"),
    NOT_ACCEPTED("NotAccepted"),
    JOIN_TIMED_OUT("JoinTimedOut"),
    LEASE_EXPIRED("LeaseExpired"),
    PLACEMENT_SATISFIED("PlacementSatisfied"),
    INSTALLING_AGENTS("InstallingAgents"),
    AGENT_INSTALL_FAILED("AgentInstallFailed"),
    ENVIRONMENT_NOT_FOUND("EnvironmentNotFound"),
    PLACEMENT_EMPTY("PlacementEmpty"),
    PLACEMENT_SHORT("PlacementShort"),
    CONTROL_PLANE_UNSUPPORTED("ControlPlaneUnsupported"),
    APPLIED("Applied"),
    RENDERING("Rendering"),
    PUBLISHING("Publishing"),
    OUTPUT_PENDING("OutputPending"),
    RENDER_FAILED("RenderFailed"),
    SCOPE_FORBIDDEN("ScopeForbidden"),
    REGISTRY_UNAVAILABLE("RegistryUnavailable"),
    PUBLISH_FAILED("PublishFailed"),
    NAMESPACE_CONFLICT("NamespaceConflict"),
    APPLYING("Applying"),
    APPLY_FAILED("ApplyFailed"),
    DELIVER_TIMED_OUT("DeliverTimedOut"),
    SUSPENDED("Suspended"),
    ALL_HEALTHY("AllHealthy"),
    PROGRESSING("Progressing"),
    DEGRADED("Degraded"),
    MISSING("Missing"),
    PAUSED("Paused"),
    UNKNOWN("Unknown"),
    AGENT_SILENT("AgentSilent"),
    READY("Ready"),
    NOT_CONFIGURED("NotConfigured"),
    CREATED("Created"),
    TENANT_NOT_FOUND("TenantNotFound"),
    SETTINGS_NOT_FOUND("SettingsNotFound"),
    CONFIG_NOT_FOUND("ConfigNotFound"),
    NOT_PERMITTED("NotPermitted"),
    NAMESPACE_TERMINATING("NamespaceTerminating"),
    INVALID_TEMPLATE("InvalidTemplate"),
    REACHABLE("Reachable"),
    SECRET_NOT_FOUND("SecretNotFound"),
    SECRET_INVALID("SecretInvalid"),
    CREDENTIAL_IN_USE("CredentialInUse"),
    UNAUTHORIZED("Unauthorized"),
    WITHIN_LIMITS("WithinLimits"),
    OVER_LIMIT("OverLimit"),
    NO_DATA("NoData"),
    FOUND("Found"),
    ALL_PRESENT("AllPresent"),
    NOT_FOUND("NotFound"),
    DIGEST_MISMATCH("DigestMismatch"),
    CREATE_FAILED("CreateFailed"),
    TOPOLOGY_TYPE_UNKNOWN("TopologyTypeUnknown"),
    BINDING_NOT_FOUND("BindingNotFound"),
    RENDERED("Rendered"),
    PUBLISHED("Published"),
    COMPLETE("Complete"),
    ARTIFACT_TOO_LARGE("ArtifactTooLarge"),
    WAITING("Waiting"),
    PATH_NOT_FOUND("PathNotFound"),
    COMPILED("Compiled"),
    COMPILE_FAILED("CompileFailed"),
    SCHEMA_INVALID("SchemaInvalid"),
    DELETING("Deleting"),
    IN_USE("InUse"),
    SPOKE_UNREACHABLE("SpokeUnreachable"),
    PENDING("Pending"),
    NOT_READY("NotReady");

    private final String text;

    Reason(String text) {
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
}
