// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.platform.AcceptRules;
import dev.paddock.core.platform.PlatformShape;
import dev.paddock.core.platform.RequirementTable;
import dev.paddock.core.revision.AskedVersion;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults of an MLPlatform that take more than the object to see. */
final class PlatformRules {
    private PlatformRules() {}

    static Stream<Finding> referenceOutOfReach(Input<MLPlatform> input) {
        MLPlatformSpec spec = input.object().getSpec();
        Scope scope = input.scope();
        return Stream.of(
                        reach(scope, "spec.clusterProfileRef", spec.clusterProfileRef()),
                        reach(scope, "spec.computeProfileRef", spec.computeProfileRef()),
                        reach(scope, "spec.environmentRef", spec.environmentRef()),
                        ScopeRules.namespaceOutOfReach(
                                scope, "spec.workloadProfileRef.namespace", namespace(spec.workloadProfileRef())))
                .flatMap(findings -> findings);
    }

    /** The requirement table with what the environment is, and the rules of the Project and the ComputeProfile. */
    static Stream<Finding> notAcceptable(Input<MLPlatform> input) {
        MLPlatformSpec spec = input.object().getSpec();
        return AcceptRules.refusals(
                        spec,
                        input.namespace(),
                        input.name(),
                        environment(input),
                        input.scope().tenancy(input.objects(), spec.computeProfileRef()))
                .stream()
                .map(refused -> new Finding.Invalid(refused.error()));
    }

    static Stream<Finding> deletePolicyHasNoEffect(Input<MLPlatform> input) {
        PlatformShape shape = PlatformShape.of(input.object().getSpec(), PlatformShape.Environment.UNKNOWN);
        return RequirementTable.decide(shape).warnings().stream().map(Finding.Warning::new);
    }

    static Stream<Finding> deletePolicyChangedTooLate(Input<MLPlatform> input) {
        boolean changed = input.old()
                .filter(old -> old.getMetadata().getDeletionTimestamp() != null)
                .filter(old -> !Objects.equals(
                        old.getSpec().deletePolicy(), input.object().getSpec().deletePolicy()))
                .isPresent();
        return changed
                ? Finding.invalid(FieldError.invalid(
                        "spec.deletePolicy",
                        String.valueOf(input.object().getSpec().deletePolicy()),
                        "field is immutable once deletion has started"))
                : Finding.none();
    }

    static Stream<Finding> profileLabelIsMisspelt(Input<MLPlatform> input) {
        ProfileReference reference = input.object().getSpec().workloadProfileRef();
        if (reference == null) {
            return Finding.none();
        }
        return input.objects()
                .find(WorkloadProfile.class, reference.namespaceOr(Namespaces.SYSTEM), reference.name())
                .filter(ProfileRules::hasMisspeltLabel)
                .map(profile -> Finding.warning("WorkloadProfile %s: label %s is misspelt, write %s"
                        .formatted(
                                profile.getMetadata().getName(),
                                Labels.PLATFORM_VERSION_MISSPELT,
                                Labels.PLATFORM_VERSION)))
                .orElseGet(Finding::none);
    }

    static Stream<Finding> variableDoesNotFit(Input<MLPlatform> input) {
        MLPlatformSpec spec = input.object().getSpec();
        Optional<WorkloadDeployment> child =
                input.objects().find(WorkloadDeployment.class, input.namespace(), input.name());
        return VariableRules.doNotFit(
                input,
                null,
                spec.workloadProfileRef(),
                Namespaces.SYSTEM,
                AskedVersion.of(input.object(), child),
                spec.variables());
    }

    static Stream<Finding> nodesDoNotFit(Input<MLPlatform> input) {
        ClusterSpec cluster = input.object().getSpec().cluster();
        return cluster == null
                ? Finding.none()
                : NodeRules.check("spec.cluster", cluster.controlPlanePool(), cluster.workerPools());
    }

    static Stream<Finding> notYetSupported(Input<MLPlatform> input) {
        MLPlatformSpec spec = input.object().getSpec();
        ClusterSpec cluster = spec.cluster();
        return Stream.of(
                        LaterRules.later(
                                spec.isolation() == Isolation.CONTROL_PLANE,
                                "spec.isolation",
                                "an own control plane on a shared cluster",
                                LaterRules.TENANCY),
                        LaterRules.later(
                                cluster == null ? null : cluster.scalingPolicyRef(),
                                "spec.cluster.scalingPolicyRef",
                                "ScalingPolicy",
                                LaterRules.TENANCY))
                .flatMap(findings -> findings);
    }

    /** An environment that is not there yet says nothing against the platform. */
    private static PlatformShape.Environment environment(Input<MLPlatform> input) {
        Reference reference = input.object().getSpec().environmentRef();
        if (reference == null) {
            return PlatformShape.Environment.UNKNOWN;
        }
        return input.objects()
                .find(Environment.class, reference.namespaceOr(input.namespace()), reference.name())
                .map(found -> new PlatformShape.Environment(reference.name(), dedicatedTo(input, found), false))
                .orElse(PlatformShape.Environment.UNKNOWN);
    }

    /** The deployment that has the environment's pool to itself; empty for a shared environment. */
    private static String dedicatedTo(Input<MLPlatform> input, Environment environment) {
        var labels = Optional.ofNullable(environment.getMetadata().getLabels());
        String mode = labels.map(found -> found.get(Labels.MODE)).orElse("");
        if (!Mode.DEDICATED.text().equalsIgnoreCase(mode)) {
            return "";
        }
        String environmentName = environment.getMetadata().getName();
        String pool = labels.map(found -> found.get(Labels.POOL)).orElse(environmentName);
        return input.objects()
                .find(ComputePool.class, environment.getMetadata().getNamespace(), pool)
                .map(ComputePool::getStatus)
                .map(status -> status.claimedBy())
                .map(claim -> claim.name())
                .orElse(pool);
    }

    private static Stream<Finding> reach(Scope scope, String path, @Nullable Reference reference) {
        return ScopeRules.namespaceOutOfReach(
                scope, path + ".namespace", reference == null ? null : reference.namespace());
    }

    private static @Nullable String namespace(@Nullable ProfileReference reference) {
        return reference == null ? null : reference.namespace();
    }
}
