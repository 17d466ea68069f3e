// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.fleet.oci.RegistrySecret;
import dev.paddock.fleet.signing.VerificationSecret;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.RoleRefBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted cluster has on the hub: a namespace, and the rights of its agent. The agent reads its own works and
 * workloads and reports on them; it sees no other cluster and no Secret outside its namespace, where only what it needs is put.
 */
record ClusterAccess(String cluster) {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String ROLE = "paddock-agent";
    private static final String CLUSTER_ROLE_PREFIX = "open-cluster-management:managedcluster:";

    /** The Secrets of the system namespace that every cluster is given. */
    static final List<String> SECRETS = List.of(RegistrySecret.NAME, VerificationSecret.NAME);

    /**
     * In the order in which they can be made.
     *
     * @param secrets those of {@link #SECRETS} that there are; any other stays where it is
     */
    List<HasMetadata> objects(Collection<Secret> secrets) {
        List<HasMetadata> objects = new ArrayList<>(List.of(
                new NamespaceBuilder().withMetadata(metadata(null, cluster)).build(),
                new RoleBuilder()
                        .withMetadata(metadata(cluster, ROLE))
                        .withRules(namespaced())
                        .build(),
                new RoleBindingBuilder()
                        .withMetadata(metadata(cluster, ROLE))
                        .withRoleRef(role("Role", ROLE))
                        .withSubjects(agents())
                        .build(),
                new ClusterRoleBuilder()
                        .withMetadata(metadata(null, clusterRole()))
                        .withRules(clusterWide())
                        .build(),
                new ClusterRoleBindingBuilder()
                        .withMetadata(metadata(null, clusterRole()))
                        .withRoleRef(role("ClusterRole", clusterRole()))
                        .withSubjects(agents())
                        .build()));
        secrets.stream()
                .filter(secret -> SECRETS.contains(secret.getMetadata().getName()))
                .sorted(Comparator.comparing(secret -> secret.getMetadata().getName()))
                .map(this::copy)
                .forEach(objects::add);
        return List.copyOf(objects);
    }

    /** What goes when the cluster is no longer accepted: its rights, not its namespace, in which works may remain. */
    List<HasMetadata> rights() {
        return objects(List.of()).stream()
                .filter(object -> RBAC.equals(object.getApiVersion().split("/")[0]))
                .toList();
    }

    private Secret copy(Secret secret) {
        return new SecretBuilder()
                .withMetadata(metadata(cluster, secret.getMetadata().getName()))
                .withType(secret.getType())
                .withData(secret.getData())
                .build();
    }

    private List<PolicyRule> namespaced() {
        return List.of(
                // Update and patch, because the agent's finalizer on a work is what makes removal wait for it.
                rule("work.open-cluster-management.io", "manifestworks", "get", "list", "watch", "update", "patch"),
                rule("work.open-cluster-management.io", "manifestworks/status", "update", "patch"),
                rule("mural.sh", "workloads", "get", "list", "watch"),
                rule("mural.sh", "workloads/status", "update", "patch"),
                rule("coordination.k8s.io", "leases", "get", "list", "watch", "create", "update", "patch"),
                // The namespace is the cluster's alone: the registry's credentials, the public keys, its workloads'
                // secret variables.
                rule("", "secrets", "get", "list", "watch"),
                rule("", "events", "create", "patch"),
                rule("events.k8s.io", "events", "create", "patch"));
    }

    private List<PolicyRule> clusterWide() {
        return List.of(
                new PolicyRuleBuilder(
                                rule("cluster.open-cluster-management.io", "managedclusters", "get", "list", "watch"))
                        .withResourceNames(cluster)
                        .build(),
                new PolicyRuleBuilder(
                                rule("cluster.open-cluster-management.io", "managedclusters/status", "update", "patch"))
                        .withResourceNames(cluster)
                        .build(),
                rule("certificates.k8s.io", "certificatesigningrequests", "create", "get", "list", "watch"));
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }

    private static RoleRef role(String kind, String name) {
        return new RoleRefBuilder()
                .withApiGroup(RBAC)
                .withKind(kind)
                .withName(name)
                .build();
    }

    private Subject agents() {
        return new SubjectBuilder()
                .withApiGroup(RBAC)
                .withKind("Group")
                .withName(AgentIdentity.group(cluster))
                .build();
    }

    private String clusterRole() {
        return CLUSTER_ROLE_PREFIX + cluster;
    }

    private ObjectMeta metadata(@Nullable String namespace, String name) {
        return new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels(OcmNames.CLUSTER_NAME_LABEL, cluster)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .build();
    }
}
