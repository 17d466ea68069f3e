// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.Scenario;
import java.util.List;

/** The steps of each scenario in order, as they appear in {@code status.timeline[].step}. */
public final class PlatformSteps {
    private static final List<Step> NEW_CLUSTER = List.of(
            Step.ACCEPT,
            Step.RESOLVE_PROFILES,
            Step.RESERVE_GPU,
            Step.SELECT_MACHINES,
            Step.REQUEST_CLUSTER,
            Step.PROVISION_CLUSTER,
            Step.REGISTER_SPOKE,
            Step.INSTALL_AGENTS,
            Step.CREATE_ENVIRONMENT,
            Step.RENDER,
            Step.PUBLISH,
            Step.DELIVER,
            Step.VERIFY_HEALTH,
            Step.EXPOSE_URL);
    private static final List<Step> EXISTING_SHARED = List.of(
            Step.ACCEPT,
            Step.RESOLVE_PROFILES,
            Step.SELECT_ENVIRONMENT,
            Step.RENDER,
            Step.RESERVE_GPU,
            Step.PREPARE_NAMESPACE,
            Step.PUBLISH,
            Step.DELIVER,
            Step.VERIFY_HEALTH,
            Step.EXPOSE_URL);
    private static final List<Step> BRING_YOUR_OWN = List.of(
            Step.ACCEPT,
            Step.RESOLVE_PROFILES,
            Step.SELECT_ENVIRONMENT,
            Step.VERIFY_SPOKE,
            Step.INSTALL_AGENTS,
            Step.RENDER,
            Step.RESERVE_GPU,
            Step.PREPARE_NAMESPACE,
            Step.PUBLISH,
            Step.DELIVER,
            Step.VERIFY_HEALTH,
            Step.EXPOSE_URL);

    private PlatformSteps() {}

    public static List<Step> of(Scenario scenario) {
        return switch (scenario) {
            case NEW_DEDICATED, NEW_SHARED -> NEW_CLUSTER;
            case EXISTING_SHARED -> EXISTING_SHARED;
            case BRING_YOUR_OWN -> BRING_YOUR_OWN;
        };
    }

    /** Whether the scenario makes a cluster through a child ComputePool. */
    public static boolean makesCluster(Scenario scenario) {
        return switch (scenario) {
            case NEW_DEDICATED, NEW_SHARED -> true;
            case EXISTING_SHARED, BRING_YOUR_OWN -> false;
        };
    }
}
