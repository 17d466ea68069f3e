// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.environment;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.EnvironmentPlacement;
import dev.paddock.api.mural.EnvironmentSpec;
import dev.paddock.api.mural.EnvironmentSpec.TopologyType;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementSpec;
import dev.paddock.api.ocm.PlacementSpec.ClusterPredicate;
import dev.paddock.api.ocm.PlacementSpec.ClusterSelector;
import dev.paddock.api.ocm.PlacementSpec.Toleration;
import dev.paddock.api.ocm.PlacementSpec.TolerationOperator;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Placement of an Environment: what the user wrote, and the terms nobody can write away (api.md 3.7): only shared clusters or those of
 * the Environment's own pool, and never another Tenant's.
 */
final class Placements {

    /** On the Placement: the Environment's name and namespace. */
    static final String ENVIRONMENT_LABEL = "palette.ai/environment";

    static final String ENVIRONMENT_NAMESPACE_LABEL = "palette.ai/environment-namespace";
    static final String MANAGER = "paddock";

    private static final int LONGEST_READABLE_PART = 54;
    private static final int HASH_DIGITS = 8;

    private Placements() {}

    /** Two Environments of different namespaces may share the Placement's namespace, so its name holds a hash of both names. */
    static String name(Environment environment) {
        String readable = environment.getMetadata().getNamespace() + "-"
                + environment.getMetadata().getName();
        String cut = readable.length() <= LONGEST_READABLE_PART
                ? readable
                : readable.substring(0, LONGEST_READABLE_PART).replaceAll("[-.]+$", "");
        return cut + "-"
                + hash(environment.getMetadata().getNamespace() + "/"
                        + environment.getMetadata().getName());
    }

    static String namespace(Environment environment) {
        return properties(environment).placementNamespace();
    }

    /** Whether the Environment uses a Placement that somebody else keeps. */
    static boolean isYours(Environment environment) {
        return environment.getSpec().topology().type() == TopologyType.OCM_BRING_YOUR_OWN_PLACEMENT;
    }

    /** The name of that Placement; blank where none is named. */
    static String yours(Environment environment) {
        EnvironmentPlacement given = properties(environment).effectivePlacement();
        return given == null || given.name() == null ? "" : given.name();
    }

    /** Whether the Environment's clusters are decided by the Placement of that name. */
    static boolean decides(String namespace, String name, Environment environment) {
        return isYours(environment) && namespace.equals(namespace(environment)) && name.equals(yours(environment));
    }

    static EnvironmentSpec.Properties properties(Environment environment) {
        EnvironmentSpec.Properties written = environment.getSpec().topology().properties();
        return written == null ? new EnvironmentSpec.Properties(null, null, null, null) : written;
    }

    static Placement of(Environment environment, Optional<String> tenant) {
        Placement placement = new Placement();
        placement.setMetadata(new ObjectMetaBuilder()
                .withName(name(environment))
                .withNamespace(namespace(environment))
                .addToLabels(Labels.MANAGED_BY, MANAGER)
                .addToLabels(ENVIRONMENT_LABEL, environment.getMetadata().getName())
                .addToLabels(
                        ENVIRONMENT_NAMESPACE_LABEL, environment.getMetadata().getNamespace())
                .build());
        placement.setSpec(bounded(written(environment), environment, tenant));
        return placement;
    }

    private static PlacementSpec written(Environment environment) {
        EnvironmentPlacement given = properties(environment).effectivePlacement();
        return given == null
                ? new PlacementSpec(List.of(), null, List.of(), null, null, List.of(), null, null, null)
                : given.placementSpec();
    }

    private static PlacementSpec bounded(PlacementSpec given, Environment environment, Optional<String> tenant) {
        List<ClusterPredicate> written =
                given.predicates().isEmpty() ? List.of(new ClusterPredicate(null)) : given.predicates();
        List<ClusterPredicate> predicates = new ArrayList<>();
        for (ClusterPredicate predicate : written) {
            // A label that is absent or has a value takes two predicates: requirements of one are all to be met.
            predicates.add(with(predicate, membership(environment), requirement(Labels.TENANT_NAME, "DoesNotExist")));
            tenant.ifPresent(name -> predicates.add(
                    with(predicate, membership(environment), requirement(Labels.TENANT_NAME, "In", name))));
        }
        return new PlacementSpec(
                given.clusterSets(),
                given.numberOfClusters(),
                predicates,
                given.prioritizerPolicy(),
                given.spreadPolicy(),
                tolerations(given.tolerations()),
                given.decisionStrategy(),
                given.sortBy(),
                given.scoreRateLimit());
    }

    private static List<LabelSelectorRequirement> membership(Environment environment) {
        Map<String, String> labels = environment.getMetadata().getLabels() == null
                ? Map.of()
                : environment.getMetadata().getLabels();
        String pool = labels.getOrDefault(Labels.POOL, "");
        boolean ofPool = environment.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> "ComputePool".equals(owner.getKind()) && pool.equals(owner.getName()));
        return ofPool
                ? List.of(
                        requirement(Labels.POOL, "In", pool),
                        requirement(
                                Labels.PROJECT_NAME,
                                "In",
                                environment.getMetadata().getNamespace()))
                : List.of(requirement(Labels.MODE, "In", "shared"));
    }

    private static ClusterPredicate with(
            ClusterPredicate predicate, List<LabelSelectorRequirement> membership, LabelSelectorRequirement tenant) {
        ClusterSelector selector = predicate.requiredClusterSelector();
        LabelSelector labels = selector == null ? null : selector.labelSelector();
        List<LabelSelectorRequirement> all = new ArrayList<>(labels == null ? List.of() : labels.getMatchExpressions());
        all.addAll(membership);
        all.add(tenant);
        LabelSelector bounded = new LabelSelector(all, labels == null ? null : labels.getMatchLabels());
        return new ClusterPredicate(new ClusterSelector(
                bounded,
                selector == null ? null : selector.claimSelector(),
                selector == null ? null : selector.celSelector()));
    }

    /** A spoke that is away for a while keeps its workloads: leaving the decision would take them off it. */
    private static List<Toleration> tolerations(List<Toleration> given) {
        List<Toleration> all = new ArrayList<>(given);
        for (String taint : List.of(OcmNames.TAINT_UNREACHABLE, OcmNames.TAINT_UNAVAILABLE)) {
            if (given.stream().noneMatch(toleration -> taint.equals(toleration.key()))) {
                all.add(new Toleration(taint, TolerationOperator.EXISTS, null, null, null));
            }
        }
        return all;
    }

    private static LabelSelectorRequirement requirement(String key, String operator, String... values) {
        return new LabelSelectorRequirement(key, operator, List.of(values));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
