// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

/** Annotations that Paddock reads or writes. */
public final class Annotations {
    /** A new value evaluates a rejected or timed-out object again. */
    public static final String RETRY = "palette.ai/retry";

    public static final String FORCE_DELETE = "palette.ai/force-delete";
    /** When the hub told a cluster to run what its Workload says; written where a rollout goes step by step. */
    public static final String TOLD_AT = "mural.sh/told-at";

    /** On a Workload: {@code releases} where charts were first delivered as HelmReleases. */
    public static final String CHARTS = "mural.sh/charts";

    public static final String SHARE_OUTPUTS = "palette.ai/share-outputs";
    public static final String GPU_FAMILY = "palette.ai/gpu-family";
    /** On a retained ManagedCluster: the GPU units, by family, that still count. */
    public static final String GPU_CHARGE = "palette.ai/gpu-charge";

    public static final String RENDERING_PREFIX = "rendering.mural.sh/";
    public static final String RENDERING_ALIAS_PREFIX = "rendering.spectrocloud.com/";
    public static final String FILTER_PREFIX = "filter.mural.sh/";
    public static final String AUTO_UPDATE = "app.oam.dev/autoUpdate";
    public static final String PUBLISH_VERSION = "app.oam.dev/publishVersion";
    public static final String WORKFLOW_ACTION = "workflow.mural.sh/action";
    public static final String FLUX_REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

    private Annotations() {}
}
