// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.controlplane;

/**
 * Where a cluster's API server is found, and whether anybody but local programs comes there.
 *
 * @param address the one it binds to
 * @param services addresses of the cluster's Services, as a CIDR
 * @param firstService the address of Service {@code kubernetes}: the first of {@code services}
 * @param kubelets whether it has kubelets to call for logs and commands
 */
public record Reach(String address, String services, String firstService, boolean kubelets) {
    /** As whom the API server calls kubelets: a user that may nothing until a role is bound to it. */
    public static final String KUBELET_CLIENT = "paddock-kube-apiserver";

    /** Of a cluster whose nodes, if any, exist only in its API. */
    public static final Reach LOOPBACK = new Reach("127.0.0.1", "10.96.0.0/16", "10.96.0.1", false);
}
