// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.core.render.RenderedObject;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * On whose behalf a delivery is applied on the spoke, and what that account may do: everything on a dedicated cluster; on a shared one
 * what a workload is made of inside its namespace, and outside of it only the kinds its Project lists. It may neither change the
 * namespace's quota nor give away rights it does not hold.
 */
record SpokeRights(String project, String deployment, String namespace, Map<String, String> labels) {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "patch", "delete");
    private static final List<String> CORE_RESOURCES = List.of(
            "configmaps",
            "endpoints",
            "events",
            "persistentvolumeclaims",
            "pods",
            "podtemplates",
            "replicationcontrollers",
            "secrets",
            "serviceaccounts",
            "services");
    private static final Set<String> USUAL_GROUPS = Set.of(
            "apps",
            "autoscaling",
            "batch",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "gateway.networking.k8s.io",
            "networking.k8s.io",
            "policy");

    String account() {
        return "paddock-" + deployment;
    }

    ServiceAccount serviceAccount() {
        return new ServiceAccountBuilder().withMetadata(namespaced()).build();
    }

    /** @param everything whether the cluster is the deployment's alone */
    List<HasMetadata> grants(boolean everything, Set<String> groups, Collection<String> clusterScopedKinds) {
        List<HasMetadata> grants = new ArrayList<>();
        if (everything) {
            grants.add(clusterBinding("cluster-admin"));
            return grants;
        }
        grants.add(role(groups));
        grants.add(roleBinding());
        if (!clusterScopedKinds.isEmpty()) {
            grants.add(clusterRole(clusterScopedKinds));
            grants.add(clusterBinding(clusterName()));
        }
        return grants;
    }

    /** The API groups beyond the usual ones that the objects are of. */
    static Set<String> groupsOf(List<RenderedObject> objects) {
        Set<String> groups = new TreeSet<>();
        for (RenderedObject object : objects) {
            int slash = object.apiVersion().indexOf('/');
            if (slash > 0 && object.namespaced()) {
                groups.add(object.apiVersion().substring(0, slash));
            }
        }
        groups.removeAll(USUAL_GROUPS);
        groups.remove(RBAC);
        return groups;
    }

    /** Groups that a role grants already; they stay, or what has left the artifact could not be pruned. */
    static Set<String> groupsOf(Role role) {
        Set<String> groups = new TreeSet<>();
        role.getRules().forEach(rule -> groups.addAll(rule.getApiGroups()));
        groups.removeAll(USUAL_GROUPS);
        groups.remove(RBAC);
        groups.remove("");
        return groups;
    }

    private Role role(Set<String> groups) {
        Set<String> all = new TreeSet<>(USUAL_GROUPS);
        all.addAll(groups);
        return new RoleBuilder()
                .withMetadata(namespaced())
                .withRules(
                        rule(List.of(""), CORE_RESOURCES),
                        rule(List.copyOf(all), List.of("*")),
                        rule(List.of(RBAC), List.of("roles", "rolebindings")))
                .build();
    }

    private RoleBinding roleBinding() {
        return new RoleBindingBuilder()
                .withMetadata(namespaced())
                .withRoleRef(new RoleRef(RBAC, "Role", account()))
                .withSubjects(subject())
                .build();
    }

    private ClusterRole clusterRole(Collection<String> kinds) {
        List<PolicyRule> rules =
                new TreeSet<>(kinds).stream().map(SpokeRights::clusterScoped).toList();
        return new ClusterRoleBuilder()
                .withMetadata(clusterWide())
                .withRules(rules)
                .build();
    }

    /** @param kindGroup {@code Kind.group}; a core kind has no group */
    private static PolicyRule clusterScoped(String kindGroup) {
        int dot = kindGroup.indexOf('.');
        String kind = dot < 0 ? kindGroup : kindGroup.substring(0, dot);
        String group = dot < 0 ? "" : kindGroup.substring(dot + 1);
        return rule(List.of(group), List.of(Pluralize.toPlural(kind.toLowerCase(Locale.ROOT))));
    }

    private ClusterRoleBinding clusterBinding(String clusterRole) {
        return new ClusterRoleBindingBuilder()
                .withMetadata(clusterWide())
                .withRoleRef(new RoleRef(RBAC, "ClusterRole", clusterRole))
                .withSubjects(subject())
                .build();
    }

    private static PolicyRule rule(List<String> groups, List<String> resources) {
        return new PolicyRuleBuilder()
                .withApiGroups(groups)
                .withResources(resources)
                .withVerbs(VERBS)
                .build();
    }

    private Subject subject() {
        return new Subject(null, "ServiceAccount", account(), namespace);
    }

    private ObjectMeta namespaced() {
        return new ObjectMetaBuilder()
                .withName(account())
                .withNamespace(namespace)
                .withLabels(labels)
                .build();
    }

    private ObjectMeta clusterWide() {
        return new ObjectMetaBuilder()
                .withName(clusterName())
                .withLabels(labels)
                .build();
    }

    /** A colon cannot occur in either name, so two deployments never share one. */
    private String clusterName() {
        return "paddock:" + project + ":" + deployment;
    }
}
