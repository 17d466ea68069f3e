// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.EnvironmentSpec;
import dev.paddock.api.mural.RolloutStrategy;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadDeploymentSpec;
import dev.paddock.core.annotation.RenderingAnnotations;
import dev.paddock.core.annotation.RenderingAnnotations.Place;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.platform.TargetNamespace;
import dev.paddock.core.revision.AskedVersion;
import dev.paddock.core.rollout.RolloutRules;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults of an Environment or a WorkloadDeployment that take more than the object to see. */
final class DeliveryRules {
    private static final String PROPERTIES = "spec.topology.properties";

    private static final ObjectMapper JSON = new ObjectMapper();

    // Environment

    static Stream<Finding> hubNamespaceOutOfReach(Input<Environment> input) {
        EnvironmentSpec.Properties properties =
                input.object().getSpec().topology().properties();
        if (properties == null) {
            return Finding.none();
        }
        return ScopeRules.namespaceOutOfReach(
                input.scope(),
                properties.hubNamespace() != null
                        ? PROPERTIES + ".hubNamespace"
                        : PROPERTIES + ".manifestWorkReplicaSet.hubNamespace",
                properties.placementNamespace(),
                Namespaces.GLOBAL_CLUSTER_SET);
    }

    /** Two levels may say the same thing, but not two things. */
    static Stream<Finding> levelsConflict(Input<Environment> input) {
        EnvironmentSpec.Properties properties =
                input.object().getSpec().topology().properties();
        EnvironmentSpec.WorkReplicaSet set = properties == null ? null : properties.manifestWorkReplicaSet();
        if (properties == null || set == null) {
            return Finding.none();
        }
        boolean placements = properties.placement() != null
                && set.placement() != null
                && !properties.placement().equals(set.placement());
        boolean strategies = properties.rolloutStrategy() != null
                && set.rolloutStrategy() != null
                && !properties.rolloutStrategy().equals(set.rolloutStrategy());
        return Stream.concat(
                conflict(placements, PROPERTIES + ".manifestWorkReplicaSet.placement", set.placement(), "placement"),
                conflict(
                        strategies,
                        PROPERTIES + ".rolloutStrategy",
                        properties.rolloutStrategy(),
                        "manifestWorkReplicaSet.rolloutStrategy"));
    }

    private static Stream<Finding> conflict(boolean present, String path, @Nullable Object value, String other) {
        return present
                ? Finding.invalid(
                        FieldError.invalid(path, JSON.<JsonNode>valueToTree(value), "conflicts with " + other))
                : Finding.none();
    }

    /** One level off the schema does not look: your own Placement is taken as it is there too. */
    static Stream<Finding> yourPlacementChanged(Input<Environment> input) {
        EnvironmentSpec.Topology topology = input.object().getSpec().topology();
        EnvironmentSpec.WorkReplicaSet set =
                topology.properties() == null ? null : topology.properties().manifestWorkReplicaSet();
        boolean yours = topology.type() == EnvironmentSpec.TopologyType.OCM_BRING_YOUR_OWN_PLACEMENT;
        if (set == null || set.placement() == null) {
            return Finding.none();
        }
        String path = PROPERTIES + ".manifestWorkReplicaSet.placement";
        if (!yours) {
            return set.placement().name() == null
                    ? Finding.none()
                    : Finding.invalid(FieldError.forbidden(
                            path + ".name", "topology-ocm makes its own Placement; topology-ocm-byop uses yours"));
        }
        ObjectNode written = JSON.valueToTree(set.placement());
        written.remove("name");
        return written.properties().stream()
                .map(field -> new Finding.Invalid(FieldError.forbidden(
                        path + "." + field.getKey(), "topology-ocm-byop takes the Placement as it is")));
    }

    static Stream<Finding> notYetSupportedInEnvironment(Input<Environment> input) {
        EnvironmentSpec spec = input.object().getSpec();
        return LaterRules.later(spec.policies(), "spec.policies", "policies", LaterRules.DEFINITIONS);
    }

    static Stream<Finding> rolloutDoesNotFit(Input<Environment> input) {
        EnvironmentSpec.Properties properties =
                input.object().getSpec().topology().properties();
        RolloutStrategy strategy = properties == null ? null : properties.effectiveRolloutStrategy();
        if (properties == null || strategy == null) {
            return Finding.none();
        }
        EnvironmentSpec.WorkReplicaSet set = properties.manifestWorkReplicaSet();
        String path = PROPERTIES
                + (set != null && set.rolloutStrategy() != null ? ".manifestWorkReplicaSet" : "")
                + ".rolloutStrategy";
        return RolloutRules.faults(path, strategy).stream().map(Finding.Invalid::new);
    }

    // WorkloadDeployment

    static Stream<Finding> referenceOutOfReach(Input<WorkloadDeployment> input) {
        WorkloadDeploymentSpec spec = input.object().getSpec();
        Scope scope = input.scope();
        var profile = spec.workloadProfileRef();
        return Stream.concat(
                ScopeRules.namespaceOutOfReach(
                        scope,
                        "spec.environmentRef.namespace",
                        spec.environmentRef().namespace()),
                ScopeRules.namespaceOutOfReach(
                        scope, "spec.workloadProfileRef.namespace", profile == null ? null : profile.namespace()));
    }

    static Stream<Finding> targetNamespaceIsForbidden(Input<WorkloadDeployment> input) {
        String target = TargetNamespace.of(input.object().getSpec().targetNamespace(), input.namespace(), input.name());
        return TargetNamespace.refusal(target, input.scope().project()).stream().map(Finding.Invalid::new);
    }

    static Stream<Finding> variableDoesNotFit(Input<WorkloadDeployment> input) {
        WorkloadDeploymentSpec spec = input.object().getSpec();
        return VariableRules.doNotFit(
                input,
                spec.workload(),
                spec.workloadProfileRef(),
                input.namespace(),
                AskedVersion.of(input.object()),
                spec.variables());
    }

    static Stream<Finding> annotationIsInvalid(Input<WorkloadDeployment> input) {
        Map<String, String> annotations = input.object().getMetadata().getAnnotations();
        return annotations == null
                ? Finding.none()
                : RenderingAnnotations.of(Place.DEPLOYMENT, annotations).faults().stream()
                        .map(Finding.Invalid::new);
    }

    static Stream<Finding> workloadCannotBeRendered(Input<WorkloadDeployment> input) {
        return TemplateRules.cannotBeRendered(
                "spec.workload", input.object().getSpec().workload());
    }
}
