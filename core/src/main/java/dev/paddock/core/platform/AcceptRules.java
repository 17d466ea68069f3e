// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.ClusterSpec;
import dev.paddock.api.common.NodePool;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatformSpec;
import dev.paddock.api.palette.Project;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.quota.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be refused before anything is looked up beyond the Project: the requirement table, then each rule of the
 * Project and of the ComputeProfile. GPU limits are not among them; the ledger decides those.
 */
public final class AcceptRules {
    /** A refusal with the reason its condition carries. */
    public record Refused(Reason reason, FieldError error) {}

    private AcceptRules() {}

    /** All refusals, the table's first; empty when the spec may go on. */
    public static List<Refused> refusals(
            MLPlatformSpec spec,
            String namespace,
            String name,
            PlatformShape.Environment environment,
            Tenancy tenancy) {
        List<Refused> refusals = new ArrayList<>();
        for (FieldError error :
                RequirementTable.decide(PlatformShape.of(spec, environment)).errors()) {
            boolean dedicated =
                    !environment.dedicatedTo().isEmpty() && error.path().equals("spec.environmentRef");
            refusals.add(new Refused(dedicated ? Reason.ENVIRONMENT_DEDICATED : Reason.MODE_NOT_ALLOWED, error));
        }
        targetNamespace(spec, namespace, name, tenancy).ifPresent(refusals::add);
        isolationFloor(spec, tenancy).ifPresent(refusals::add);
        switch (tenancy.choose(spec.computeProfileRef())) {
            case Tenancy.Choice.Chosen(ComputeProfile profile) -> {
                modeNotAllowed(spec, profile).ifPresent(refusals::add);
                tooFewWorkers(spec, profile).ifPresent(refusals::add);
            }
            case Tenancy.Choice.Ambiguous(String detail) ->
                refusals.add(new Refused(Reason.NOT_PLACEABLE, FieldError.required("spec.computeProfileRef", detail)));
            case Tenancy.Choice.Missing missing -> {
                // retried when it is created; see ProfileRules
            }
            case Tenancy.Choice.NoProfile none -> {
                // no such level
            }
        }
        return refusals;
    }

    private static Optional<Refused> targetNamespace(
            MLPlatformSpec spec, String namespace, String name, Tenancy tenancy) {
        String target = TargetNamespace.of(spec.targetNamespace(), namespace, name);
        return TargetNamespace.refusal(target, tenancy.project())
                .map(error -> new Refused(Reason.TARGET_NAMESPACE_FORBIDDEN, error));
    }

    private static Optional<Refused> isolationFloor(MLPlatformSpec spec, Tenancy tenancy) {
        Isolation floor = tenancy.project()
                .map(Project::getSpec)
                .map(project -> project.isolationFloor())
                .orElse(null);
        if (floor == null || spec.mode() == null) {
            return Optional.empty();
        }
        Isolation standard = spec.mode() == Mode.DEDICATED ? Isolation.CLUSTER : Isolation.NAMESPACE;
        Isolation isolation = spec.isolation() == null ? standard : spec.isolation();
        return isolation.compareTo(floor) >= 0
                ? Optional.empty()
                : Optional.of(new Refused(
                        Reason.MODE_NOT_ALLOWED,
                        FieldError.forbidden(
                                "spec.isolation",
                                "project \"%s\" requires at least %s".formatted(tenancy.namespace(), floor))));
    }

    private static Optional<Refused> modeNotAllowed(MLPlatformSpec spec, ComputeProfile profile) {
        List<Mode> allowed = profile.getSpec().allowedModes();
        return spec.mode() == null || allowed.isEmpty() || allowed.contains(spec.mode())
                ? Optional.empty()
                : Optional.of(new Refused(
                        Reason.MODE_NOT_ALLOWED,
                        FieldError.forbidden(
                                "spec.mode",
                                "ComputeProfile \"%s\" allows only mode %s"
                                        .formatted(profile.getMetadata().getName(), allowed.getFirst()))));
    }

    private static Optional<Refused> tooFewWorkers(MLPlatformSpec spec, ComputeProfile profile) {
        ClusterSpec cluster = spec.cluster();
        int least = profile.getSpec().minWorkerNodes() == null
                ? 0
                : profile.getSpec().minWorkerNodes();
        if (cluster == null || least == 0 || cluster.workerPools().isEmpty() && hasDefaultWorkers(profile)) {
            return Optional.empty();
        }
        int workers =
                cluster.workerPools().stream().mapToInt(NodePool::wantedNodes).sum();
        return workers >= least
                ? Optional.empty()
                : Optional.of(new Refused(
                        Reason.NOT_PLACEABLE,
                        FieldError.invalid(
                                "spec.cluster.workerPools",
                                workers,
                                "ComputeProfile \"%s\" requires at least %d worker nodes"
                                        .formatted(profile.getMetadata().getName(), least))));
    }

    private static boolean hasDefaultWorkers(ComputeProfile profile) {
        return profile.getSpec().defaults() != null
                && profile.getSpec().defaults().defaults() != null
                && !profile.getSpec().defaults().defaults().workers().isEmpty();
    }
}
