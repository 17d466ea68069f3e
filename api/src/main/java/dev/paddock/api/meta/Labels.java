// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

/** Labels that Paddock reads or writes. */
public final class Labels {
    /** Marks an object offered by discovery; the value is the text {@code true}. */
    public static final String PALETTE = "palette.ai";

    public static final String PLATFORM = "palette.ai/platform";
    public static final String PLATFORM_VERSION = "palette.ai/platform-version";
    /** The spelling printed in existing documents; read with a warning, never written. */
    public static final String PLATFORM_VERSION_MISSPELT = "palette.ai/plaform-version";

    public static final String MODE = "palette.ai/mode";
    /** {@code pool} or {@code byo}. */
    public static final String ORIGIN = "palette.ai/origin";

    public static final String POOL = "palette.ai/pool";
    public static final String ORPHANED = "palette.ai/orphaned";
    /** On a namespace that belongs to a Tenant. */
    public static final String TENANT = "palette.ai/tenant";

    public static final String TENANT_NAME = "palette.ai/tenant-name";
    public static final String PROJECT_NAME = "palette.ai/project-name";
    public static final String DEPLOYMENT = "palette.ai/deployment";
    public static final String AIWORKLOAD_TYPE = "palette.ai/aiworkload-type";
    /** On a revision of a WorkloadProfile: its name, dots as hyphens. */
    public static final String WORKLOAD_PROFILE = "palette.ai/workload-profile";

    public static final String BUNDLE = "palette.ai/bundle";
    public static final String ROLE = "palette.ai/role";
    public static final String ENV = "palette.ai/env";
    public static final String EXPOSE = "palette.ai/expose";
    public static final String APP_NAME = "app.oam.dev/name";
    public static final String APP_NAMESPACE = "app.oam.dev/namespace";
    public static final String APP_COMPONENT = "app.oam.dev/component";
    public static final String APP_REVISION = "app.oam.dev/appRevision";
    public static final String APP_CLUSTER = "app.oam.dev/cluster";
    public static final String TRAIT_TYPE = "trait.oam.dev/type";

    /** The value of {@link #TRAIT_TYPE} on what a component's own template makes beside its main object: no trait at all. */
    public static final String AUXILIARY_WORKLOAD = "AuxiliaryWorkload";

    public static final String TRAIT_RESOURCE = "trait.oam.dev/resource";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /** The device label that GPU discovery sets on a node. */
    public static final String GPU_PRODUCT = "nvidia.com/gpu.product";
    /** On nodes that no machine stands behind. */
    public static final String SIMULATED = "paddock.dev/simulated";

    /** Of a ManagedCluster that {@code paddock up} makes: {@code containers} or {@code simulated}. */
    public static final String NODES = "paddock.dev/nodes";

    /** On a WorkloadProfile, and so on the namespace of its pods: the Pod Security level these need. */
    public static final String POD_SECURITY = "pod-security.kubernetes.io/enforce";

    private Labels() {}
}
