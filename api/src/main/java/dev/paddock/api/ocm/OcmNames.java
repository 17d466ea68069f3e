// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

/** Labels, annotations, taints, finalizers and condition types that Open Cluster Management gives meaning to. */
public final class OcmNames {
    public static final String CLUSTER_NAME_LABEL = "open-cluster-management.io/cluster-name";
    public static final String CLUSTER_SET_LABEL = "cluster.open-cluster-management.io/clusterset";
    public static final String PLACEMENT_LABEL = "cluster.open-cluster-management.io/placement";
    public static final String DECISION_GROUP_INDEX_LABEL = "cluster.open-cluster-management.io/decision-group-index";
    public static final String DECISION_GROUP_NAME_LABEL = "cluster.open-cluster-management.io/decision-group-name";
    public static final String SCHEDULING_DISABLED_ANNOTATION =
            "cluster.open-cluster-management.io/experimental-scheduling-disable";
    public static final String OBJECT_HASH_ANNOTATION = "open-cluster-management.io/object-hash";

    public static final String TAINT_UNAVAILABLE = "cluster.open-cluster-management.io/unavailable";
    public static final String TAINT_UNREACHABLE = "cluster.open-cluster-management.io/unreachable";

    public static final String MANIFEST_WORK_FINALIZER = "cluster.open-cluster-management.io/manifest-work-cleanup";
    public static final String APPLIED_MANIFEST_WORK_FINALIZER =
            "cluster.open-cluster-management.io/applied-manifest-work-cleanup";
    public static final String MANAGED_CLUSTER_FINALIZER = "cluster.open-cluster-management.io/api-resource-cleanup";

    public static final String CONDITION_HUB_ACCEPTED = "HubAcceptedManagedCluster";
    public static final String CONDITION_HUB_DENIED = "HubDeniedManagedCluster";
    public static final String CONDITION_JOINED = "ManagedClusterJoined";
    public static final String CONDITION_AVAILABLE = "ManagedClusterConditionAvailable";
    public static final String CONDITION_PLACEMENT_SATISFIED = "PlacementSatisfied";
    public static final String CONDITION_PLACEMENT_MISCONFIGURED = "PlacementMisconfigured";
    public static final String CONDITION_SET_BOUND = "Bound";
    public static final String CONDITION_SET_EMPTY = "ClusterSetEmpty";
    public static final String CONDITION_WORK_APPLIED = "Applied";
    public static final String CONDITION_WORK_AVAILABLE = "Available";

    /** The lease in the cluster's namespace that its agent renews. */
    public static final String LEASE = "managed-cluster-lease";

    /** The claim {@code "true"} of a cluster that has no node on which a container runs. */
    public static final String CLAIM_SIMULATED = "simulated.paddock.dev";

    /** The claim of a cluster on which Flux's helm-controller installs releases; its value is the version of their API. */
    public static final String CLAIM_HELM_CONTROLLER = "helm.toolkit.fluxcd.io";

    private OcmNames() {}
}
