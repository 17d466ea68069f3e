// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.controlplane.Reach;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What the users of a node may that Kubernetes does not grant by itself. */
final class NodeRoles {
    static final String DNS = "paddock-coredns";

    private NodeRoles() {}

    static void ensure(KubernetesClient client, String fieldManager) {
        client.resource(dnsRole()).fieldManager(fieldManager).forceConflicts().serverSideApply();
        client.resource(binding(DNS, DNS, DNS))
                .fieldManager(fieldManager)
                .forceConflicts()
                .serverSideApply();
        client.resource(binding("paddock-kubelet-api", "system:kubelet-api-admin", Reach.KUBELET_CLIENT))
                .fieldManager(fieldManager)
                .forceConflicts()
                .serverSideApply();
    }

    private static ClusterRole dnsRole() {
        return new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(DNS)
                .endMetadata()
                .addNewRule()
                .withApiGroups("")
                .withResources("services", "namespaces", "pods")
                .withVerbs("list", "watch")
                .endRule()
                .addNewRule()
                .withApiGroups("discovery.k8s.io")
                .withResources("endpointslices")
                .withVerbs("list", "watch")
                .endRule()
                .build();
    }

    private static ClusterRoleBinding binding(String name, String role, String user) {
        return new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("ClusterRole")
                .withName(role)
                .endRoleRef()
                .addNewSubject()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("User")
                .withName(user)
                .endSubject()
                .build();
    }
}
