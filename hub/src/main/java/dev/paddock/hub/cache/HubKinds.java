// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.cache;

import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.ComponentDefinition;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.PolicyDefinition;
import dev.paddock.api.oam.TraitDefinition;
import dev.paddock.api.oam.WorkflowStepDefinition;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.StoredDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds the hub watches and the questions it asks of them more often than of one object. */
public final class HubKinds {
    /** MLPlatforms and WorkloadDeployments by the {@code namespace/name} of the profiles they name. */
    public static final String BY_PROFILE = "profile";

    /** MLPlatforms and WorkloadDeployments by the {@code namespace/name} of their environment. */
    public static final String BY_ENVIRONMENT = "environment";

    /** MLPlatforms and WorkloadDeployments by the clusters they run on. */
    public static final String BY_CLUSTER = "cluster";

    /** ManagedClusters by the {@code namespace/name} of the pool that made them. */
    public static final String BY_POOL = "pool";

    /** Revisions of definitions by {@link #definition}. */
    public static final String BY_DEFINITION = "definition";

    private HubKinds() {}

    static void declare(HubCache cache) {
        cache.watch(Namespace.class, Map.of());
        cache.watch(Tenant.class, Map.of());
        cache.watch(Project.class, Map.of());
        cache.watch(ComputeProfile.class, Map.of());
        cache.watch(ClusterProfile.class, Map.of());
        cache.watch(Compute.class, Map.of());
        cache.watch(ComputePool.class, Map.of(BY_PROFILE, HubKinds::profiles));
        cache.watch(
                MLPlatform.class,
                Map.of(
                        BY_PROFILE, HubKinds::profiles,
                        BY_ENVIRONMENT, HubKinds::environments,
                        BY_CLUSTER, HubKinds::clusters));
        cache.watch(Environment.class, Map.of());
        cache.watch(WorkloadProfile.class, Map.of());
        cache.watch(VariableSet.class, Map.of());
        cache.watch(DefinitionRevision.class, Map.of(BY_DEFINITION, HubKinds::definitions));
        cache.watch(ComponentDefinition.class, Map.of());
        cache.watch(TraitDefinition.class, Map.of());
        cache.watch(PolicyDefinition.class, Map.of());
        cache.watch(WorkflowStepDefinition.class, Map.of());
        cache.watch(
                WorkloadDeployment.class,
                Map.of(
                        BY_PROFILE,
                        HubKinds::profiles,
                        BY_ENVIRONMENT,
                        HubKinds::environments,
                        BY_CLUSTER,
                        (WorkloadDeployment deployment) -> deployment.getSpec().clusterNames()));
        cache.watch(ManagedCluster.class, Map.of(BY_POOL, HubKinds::pools));
    }

    public static String key(HasMetadata object) {
        return key(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    public static String key(@Nullable String namespace, String name) {
        return namespace == null || namespace.isEmpty() ? name : namespace + "/" + name;
    }

    public static String definition(Definition.Kind kind, String namespace, String name) {
        return kind.objectKind() + " " + namespace + "/" + name;
    }

    private static List<String> definitions(DefinitionRevision revision) {
        return StoredDefinition.kindOf(revision)
                .map(kind -> List.of(definition(
                        kind, revision.getMetadata().getNamespace(), StoredDefinition.definitionOf(revision))))
                .orElse(List.of());
    }

    private static List<String> profiles(MLPlatform platform) {
        List<String> keys = new ArrayList<>();
        var workload = platform.getSpec().workloadProfileRef();
        if (workload != null) {
            keys.add(key(workload.namespaceOr(Namespaces.SYSTEM), workload.name()));
        }
        Reference cluster = platform.getSpec().clusterProfileRef();
        if (cluster != null) {
            keys.add(key(cluster.namespaceOr(Namespaces.SYSTEM), cluster.name()));
        }
        return keys;
    }

    private static List<String> profiles(ComputePool pool) {
        Reference profile = pool.getSpec().clusterProfileRef();
        return profile == null
                ? List.of()
                : List.of(key(profile.namespaceOr(pool.getMetadata().getNamespace()), profile.name()));
    }

    private static List<String> profiles(WorkloadDeployment deployment) {
        ProfileReference profile = deployment.getSpec().workloadProfileRef();
        return profile == null
                ? List.of()
                : List.of(key(profile.namespaceOr(deployment.getMetadata().getNamespace()), profile.name()));
    }

    private static List<String> environments(MLPlatform platform) {
        List<String> keys = new ArrayList<>();
        String namespace = platform.getMetadata().getNamespace();
        Reference asked = platform.getSpec().environmentRef();
        if (asked != null) {
            keys.add(key(asked.namespaceOr(namespace), asked.name()));
        }
        Reference chosen =
                platform.getStatus() == null ? null : platform.getStatus().environmentRef();
        if (chosen != null) {
            keys.add(key(chosen.namespaceOr(namespace), chosen.name()));
        }
        return keys;
    }

    private static List<String> environments(WorkloadDeployment deployment) {
        Reference environment = deployment.getSpec().environmentRef();
        return List.of(key(environment.namespaceOr(deployment.getMetadata().getNamespace()), environment.name()));
    }

    private static List<String> clusters(MLPlatform platform) {
        return platform.getStatus() == null
                ? List.of()
                : platform.getStatus().clusters().stream()
                        .map(ClusterStatus::name)
                        .toList();
    }

    private static List<String> pools(ManagedCluster cluster) {
        Map<String, String> labels = cluster.getMetadata().getLabels();
        String pool = labels == null ? null : labels.get(Labels.POOL);
        return pool == null ? List.of() : List.of(key(labels.get(Labels.PROJECT_NAME), pool));
    }
}
