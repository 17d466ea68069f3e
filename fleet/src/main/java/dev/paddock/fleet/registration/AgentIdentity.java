// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

/** Names by which the hub knows a cluster's agent, as Open Cluster Management forms them. */
public final class AgentIdentity {
    public static final String SIGNER = "kubernetes.io/kube-apiserver-client";
    public static final String ALL_CLUSTERS_GROUP = "system:open-cluster-management:managed-clusters";

    private static final String PREFIX = "system:open-cluster-management:";
    private static final String AGENT = ":paddock-agent";

    private AgentIdentity() {}

    public static String user(String cluster) {
        return group(cluster) + AGENT;
    }

    /** Rights are given to the group, so that they outlive any one agent's name. */
    public static String group(String cluster) {
        return PREFIX + cluster;
    }
}
