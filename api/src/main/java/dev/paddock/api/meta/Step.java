// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonValue;

/** Steps of provisioning and deletion as they appear in {@code status.timeline[].step}; the order per scenario is decided in core. */
public enum Step {
    ACCEPT("Accept"),
    RESOLVE_PROFILES("ResolveProfiles"),
    SELECT_ENVIRONMENT("SelectEnvironment"),
    VERIFY_SPOKE("VerifySpoke"),
    RESERVE_GPU("ReserveGPU"),
    SELECT_MACHINES("SelectMachines"),
    REQUEST_CLUSTER("RequestCluster"),
    PROVISION_CLUSTER("ProvisionCluster"),
    REGISTER_SPOKE("RegisterSpoke"),
    INSTALL_AGENTS("InstallAgents"),
    CREATE_ENVIRONMENT("CreateEnvironment"),
    PREPARE_NAMESPACE("PrepareNamespace"),
    RENDER("Render"),
    PUBLISH("Publish"),
    DELIVER("Deliver"),
    VERIFY_HEALTH("VerifyHealth"),
    EXPOSE_URL("ExposeURL"),
    BLOCK_NEW("BlockNew"),
    UNDELIVER("Undeliver"),
    REMOVE_ENVIRONMENT("RemoveEnvironment"),
    DRAIN_SPOKE("DrainSpoke"),
    DELETE_CLUSTER("DeleteCluster"),
    DETACH_SPOKE("DetachSpoke"),
    RETAIN_CLUSTER("RetainCluster"),
    RELEASE_GPU("ReleaseGPU"),
    REMOVE_ARTIFACTS("RemoveArtifacts"),
    FINALIZE("Finalize");

    private final String text;

    Step(String text) {
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
