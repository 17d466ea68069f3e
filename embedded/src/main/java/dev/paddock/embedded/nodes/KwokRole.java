// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.nodes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What KWOK may do: play kubelets and an ingress controller, nothing else. */
final class KwokRole {
    private static final String NAME = "paddock-kwok";

    private KwokRole() {}

    static void ensure(KubernetesClient client, String fieldManager) {
        client.resource(role()).fieldManager(fieldManager).forceConflicts().serverSideApply();
        client.resource(binding()).fieldManager(fieldManager).forceConflicts().serverSideApply();
    }

    private static ClusterRole role() {
        return new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .addNewRule()
                .withApiGroups("")
                .withResources("nodes")
                .withVerbs("get", "list", "watch")
                .endRule()
                .addNewRule()
                .withApiGroups("")
                .withResources("nodes/status", "pods/status")
                .withVerbs("patch", "update")
                .endRule()
                .addNewRule()
                .withApiGroups("")
                .withResources("pods")
                .withVerbs("get", "list", "watch", "patch", "update", "delete")
                .endRule()
                .addNewRule()
                .withApiGroups("networking.k8s.io")
                .withResources("ingresses")
                .withVerbs("get", "list", "watch")
                .endRule()
                .addNewRule()
                .withApiGroups("networking.k8s.io")
                .withResources("ingresses/status")
                .withVerbs("patch", "update")
                .endRule()
                .addNewRule()
                .withApiGroups("", "events.k8s.io")
                .withResources("events")
                .withVerbs("create", "patch", "update")
                .endRule()
                .addNewRule()
                .withApiGroups("coordination.k8s.io")
                .withResources("leases")
                .withVerbs("create", "get", "list", "watch", "patch", "update")
                .endRule()
                .build();
    }

    private static ClusterRoleBinding binding() {
        return new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewRoleRef()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("ClusterRole")
                .withName(NAME)
                .endRoleRef()
                .addNewSubject()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("User")
                .withName(NAME)
                .endSubject()
                .build();
    }
}
