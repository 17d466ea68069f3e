// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

/** Namespaces with a fixed meaning. */
public final class Namespaces {
    /** Where the product and its shared profiles live. */
    public static final String SYSTEM = "mural-system";
    /** Bound to the cluster set {@code global}; the default home of Placements. */
    public static final String GLOBAL_CLUSTER_SET = "managed-cluster-set-global";
    /** Followed by the name of a Tenant. */
    public static final String TENANT_PREFIX = "tenant-";

    private Namespaces() {}

    /** The namespace that holds what a Tenant shares with its Projects. */
    public static String ofTenant(String tenant) {
        return TENANT_PREFIX + tenant;
    }
}
