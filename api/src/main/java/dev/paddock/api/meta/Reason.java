// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.schema.Description;

/** Condition reasons: stable words for automation. A reason is never renamed or reused. */
public enum Reason {
    @Description("Limits and rules allow it.")
    ADMITTED("Admitted"),
    @Description("It asks for more GPUs than a limit leaves.")
    QUOTA_EXCEEDED("QuotaExceeded"),
    @Description("The ComputeProfile does not allow this mode.")
    MODE_NOT_ALLOWED("ModeNotAllowed"),
    @Description("The project forbids the target namespace.")
    TARGET_NAMESPACE_FORBIDDEN("TargetNamespaceForbidden"),
    @Description("No Ready shared environment can be used from here.")
    NO_SHARED_ENVIRONMENT("NoSharedEnvironment"),
    @Description("The environment belongs to another deployment alone.")
    ENVIRONMENT_DEDICATED("EnvironmentDedicated"),
    @Description("The pool belongs to another deployment alone.")
    POOL_DEDICATED("PoolDedicated"),
    @Description("Which GPU family is asked for cannot be told.")
    GPU_FAMILY_AMBIGUOUS("GPUFamilyAmbiguous"),
    @Description("It cannot be placed; the message says why.")
    NOT_PLACEABLE("NotPlaceable"),
    @Description("A rule of tenant or project denies the model.")
    GOVERNANCE_DENIED("GovernanceDenied"),
    @Description("Not decided yet.")
    EVALUATING("Evaluating"),
    @Description("What is named exists.")
    RESOLVED("Resolved"),
    @Description("The ClusterProfile does not exist.")
    CLUSTER_PROFILE_NOT_FOUND("ClusterProfileNotFound"),
    @Description("The WorkloadProfile does not exist.")
    WORKLOAD_PROFILE_NOT_FOUND("WorkloadProfileNotFound"),
    @Description("The WorkloadProfile has no revision of that version.")
    REVISION_NOT_FOUND("RevisionNotFound"),
    @Description("The ProfileBundle does not exist.")
    BUNDLE_NOT_FOUND("BundleNotFound"),
    @Description("No model mapping matches the model.")
    NO_MAPPING("NoMapping"),
    @Description("A profile is tagged for another platform or version.")
    PLATFORM_MISMATCH("PlatformMismatch"),
    @Description("A profile, or a value, is of another type than needed.")
    TYPE_MISMATCH("TypeMismatch"),
    @Description("A component type has no definition.")
    DEFINITION_MISSING("DefinitionMissing"),
    @Description("Spec and defaults together do not describe a whole cluster.")
    CLUSTER_SPEC_INCOMPLETE("ClusterSpecIncomplete"),
    @Description("A required variable has no value, or a value does not fit.")
    VARIABLE_UNRESOLVED("VariableUnresolved"),
    @Description("Deployments wait for outputs of one another.")
    OUTPUT_CYCLE("OutputCycle"),
    @Description("The cluster was made.")
    PROVISIONED("Provisioned"),
    @Description("The cluster was there already.")
    EXISTING("Existing"),
    @Description("The cluster is there and its nodes are changing in number.")
    SCALING("Scaling"),
    @Description("No provider serves the cloud.")
    PROVIDER_NOT_CONFIGURED("ProviderNotConfigured"),
    @Description("Too few free machines fit; tried again each poll.")
    INSUFFICIENT_MACHINES("InsufficientMachines"),
    @Description("Machines did not come free within timeouts.machines.")
    MACHINES_TIMED_OUT("MachinesTimedOut"),
    @Description("The provider is making the cluster.")
    PROVISIONING("Provisioning"),
    @Description("The provider reports an error.")
    PROVIDER_ERROR("ProviderError"),
    @Description("The cluster was not made within timeouts.provision.")
    PROVISION_TIMED_OUT("ProvisionTimedOut"),
    @Description("It does not answer.")
    UNREACHABLE("Unreachable"),
    @Description("The cluster has registered and reports.")
    JOINED("Joined"),
    @Description("The provider has not given access to the cluster yet.")
    WAITING_FOR_KUBECONFIG("WaitingForKubeconfig"),
    @Description("The cluster has not registered yet.")
    AWAITING_JOIN("AwaitingJoin"),
    @Description("The hub has not accepted the cluster.")
    NOT_ACCEPTED("NotAccepted"),
    @Description("The cluster did not register within timeouts.join.")
    JOIN_TIMED_OUT("JoinTimedOut"),
    @Description("The cluster has stopped reporting.")
    LEASE_EXPIRED("LeaseExpired"),
    @Description("As many clusters were found as are wanted.")
    PLACEMENT_SATISFIED("PlacementSatisfied"),
    @Description("The agents are starting.")
    INSTALLING_AGENTS("InstallingAgents"),
    @Description("The agents did not start within timeouts.install.")
    AGENT_INSTALL_FAILED("AgentInstallFailed"),
    @Description("The Environment does not exist.")
    ENVIRONMENT_NOT_FOUND("EnvironmentNotFound"),
    @Description("No cluster fits.")
    PLACEMENT_EMPTY("PlacementEmpty"),
    @Description("Fewer clusters fit than are wanted.")
    PLACEMENT_SHORT("PlacementShort"),
    @Description("The cluster cannot host control planes.")
    CONTROL_PLANE_UNSUPPORTED("ControlPlaneUnsupported"),
    @Description("The clusters have applied it.")
    APPLIED("Applied"),
    @Description("The artifact is being rendered.")
    RENDERING("Rendering"),
    @Description("The artifact is being published.")
    PUBLISHING("Publishing"),
    @Description("An output that is needed has no value yet.")
    OUTPUT_PENDING("OutputPending"),
    @Description("Templates and variables gave no valid objects.")
    RENDER_FAILED("RenderFailed"),
    @Description("The hub's renderer does not work at the moment; it is tried again.")
    RENDERER_UNAVAILABLE("RendererUnavailable"),
    @Description("It renders objects that the project may not put on a shared cluster.")
    SCOPE_FORBIDDEN("ScopeForbidden"),
    @Description("The registry does not answer; tried again.")
    REGISTRY_UNAVAILABLE("RegistryUnavailable"),
    @Description("The registry refused the artifact.")
    PUBLISH_FAILED("PublishFailed"),
    @Description("The target namespace belongs to another deployment.")
    NAMESPACE_CONFLICT("NamespaceConflict"),
    @Description("Not every cluster has applied it yet.")
    APPLYING("Applying"),
    @Description("More clusters failed than the rollout strategy allows; no further cluster gets the change.")
    ROLLOUT_HALTED("RolloutHalted"),
    @Description("A cluster refused an object.")
    APPLY_FAILED("ApplyFailed"),
    @Description("It was not applied within timeouts.deliver.")
    DELIVER_TIMED_OUT("DeliverTimedOut"),
    @Description("Delivery is stopped by spec.suspend; what runs is kept.")
    SUSPENDED("Suspended"),
    @Description("All that runs is healthy.")
    ALL_HEALTHY("AllHealthy"),
    @Description("Something is starting or changing.")
    PROGRESSING("Progressing"),
    @Description("Something has failed.")
    DEGRADED("Degraded"),
    @Description("Something that was applied is gone.")
    MISSING("Missing"),
    @Description("Something is paused.")
    PAUSED("Paused"),
    @Description("Health cannot be told.")
    UNKNOWN("Unknown"),
    @Description("The cluster's agent has not renewed its lease for 180 s.")
    AGENT_SILENT("AgentSilent"),
    @Description("Everything is True.")
    READY("Ready"),
    @Description("Nothing is configured, and nothing is needed.")
    NOT_CONFIGURED("NotConfigured"),
    @Description("It was created.")
    CREATED("Created"),
    @Description("The Tenant does not exist.")
    TENANT_NOT_FOUND("TenantNotFound"),
    @Description("The Settings do not exist.")
    SETTINGS_NOT_FOUND("SettingsNotFound"),
    @Description("The ComputeConfig or ComputeProfile does not exist.")
    CONFIG_NOT_FOUND("ConfigNotFound"),
    @Description("The reference points where it may not.")
    NOT_PERMITTED("NotPermitted"),
    @Description("The namespace is being deleted.")
    NAMESPACE_TERMINATING("NamespaceTerminating"),
    @Description("A role template cannot be read; the last good roles stay.")
    INVALID_TEMPLATE("InvalidTemplate"),
    @Description("It answers.")
    REACHABLE("Reachable"),
    @Description("The Secret does not exist.")
    SECRET_NOT_FOUND("SecretNotFound"),
    @Description("The Secret lacks a key or holds no valid value.")
    SECRET_INVALID("SecretInvalid"),
    @Description("Older Settings use the same account.")
    CREDENTIAL_IN_USE("CredentialInUse"),
    @Description("The credential was refused.")
    UNAUTHORIZED("Unauthorized"),
    @Description("Nothing in use exceeds a limit.")
    WITHIN_LIMITS("WithinLimits"),
    @Description("A limit was lowered below what is in use.")
    OVER_LIMIT("OverLimit"),
    @Description("There are no measurements.")
    NO_DATA("NoData"),
    @Description("It is there.")
    FOUND("Found"),
    @Description("All dependencies are there.")
    ALL_PRESENT("AllPresent"),
    @Description("It is not there.")
    NOT_FOUND("NotFound"),
    @Description("What is there has another digest.")
    DIGEST_MISMATCH("DigestMismatch"),
    @Description("The artifact is not signed, or not with a key that the clusters trust; it is not applied.")
    NOT_VERIFIED("NotVerified"),
    @Description("It could not be created.")
    CREATE_FAILED("CreateFailed"),
    @Description("The type of the topology is not known.")
    TOPOLOGY_TYPE_UNKNOWN("TopologyTypeUnknown"),
    @Description("The cluster set is not bound to the hub namespace.")
    BINDING_NOT_FOUND("BindingNotFound"),
    @Description("The artifact was rendered.")
    RENDERED("Rendered"),
    @Description("The artifact is in the registry.")
    PUBLISHED("Published"),
    @Description("Every output was read.")
    COMPLETE("Complete"),
    @Description("The artifact is larger than 50 MiB.")
    ARTIFACT_TOO_LARGE("ArtifactTooLarge"),
    @Description("An object to read from is not there yet.")
    WAITING("Waiting"),
    @Description("The object has no value at the path.")
    PATH_NOT_FOUND("PathNotFound"),
    @Description("The template compiles.")
    COMPILED("Compiled"),
    @Description("The template does not compile.")
    COMPILE_FAILED("CompileFailed"),
    @Description("The parameter schema is invalid.")
    SCHEMA_INVALID("SchemaInvalid"),
    @Description("It is being deleted.")
    DELETING("Deleting"),
    @Description("It cannot go because something uses it.")
    IN_USE("InUse"),
    @Description("It cannot go because the cluster does not answer.")
    SPOKE_UNREACHABLE("SpokeUnreachable"),
    @Description("Not evaluated yet.")
    PENDING("Pending"),
    @Description("It is not ready.")
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
