// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.palette.Scenario;
import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The requirement table of an MLPlatform, row by row as in api.md 4.1: every error row that fits is reported, and where
 * none fits exactly one scenario remains. Row 19, the GPU limits, is the ledger's.
 */
public final class RequirementTable {
    private static final String NOT_APPLICABLE = "not applicable: no new cluster is created";

    private record Row(int number, Predicate<PlatformShape> fits, Function<PlatformShape, FieldError> error) {}

    private static final List<Row> ERRORS = List.of(
            row(1, shape -> shape.mode() == null, FieldError.required("spec.mode", "one of dedicated, shared")),
            row(
                    2,
                    shape -> !shape.hasWorkloadProfileRef(),
                    FieldError.required("spec.workloadProfileRef", "every MLPlatform needs a workload profile")),
            row(
                    3,
                    shape -> shape.dedicated() && shape.hasEnvironmentRef(),
                    FieldError.forbidden("spec.environmentRef", "mode dedicated creates its own environment")),
            row(
                    4,
                    shape -> shape.dedicated() && !shape.hasCluster(),
                    FieldError.required("spec.cluster", "mode dedicated creates a new cluster")),
            row(
                    5,
                    shape -> shape.dedicated() && !shape.hasClusterProfileRef(),
                    FieldError.required("spec.clusterProfileRef", "mode dedicated creates a new cluster")),
            row(
                    7,
                    shape -> shape.shared() && shape.hasCluster() && shape.hasEnvironmentRef(),
                    FieldError.forbidden("spec.environmentRef", "may not be set together with spec.cluster")),
            row(
                    8,
                    shape -> shape.shared() && shape.hasCluster() && !shape.hasClusterProfileRef(),
                    FieldError.required("spec.clusterProfileRef", "spec.cluster creates a new shared cluster")),
            row(
                    11,
                    shape -> existing(shape) && shape.hasEnvironmentRef() && shape.hasClusterProfileRef(),
                    FieldError.forbidden("spec.clusterProfileRef", NOT_APPLICABLE)),
            row(
                    12,
                    shape -> existing(shape) && !shape.hasEnvironmentRef() && shape.hasClusterProfileRef(),
                    FieldError.forbidden(
                            "spec.clusterProfileRef", NOT_APPLICABLE + " (set spec.cluster to create one)")),
            row(
                    13,
                    shape -> existing(shape) && shape.deletePolicy() != null,
                    FieldError.forbidden(
                            "spec.deletePolicy", "not applicable: applies only to a cluster this MLPlatform creates")),
            new Row(
                    16,
                    shape -> shape.dedicated() && shape.isolation() != null && shape.isolation() != Isolation.CLUSTER,
                    shape -> FieldError.invalid(
                            "spec.isolation",
                            String.valueOf(shape.isolation()),
                            "mode dedicated always isolates by Cluster")),
            row(
                    17,
                    shape -> shape.shared() && shape.isolation() == Isolation.CLUSTER,
                    FieldError.invalid("spec.isolation", "Cluster", "mode shared allows Namespace or ControlPlane")),
            new Row(
                    18,
                    shape -> existing(shape)
                            && shape.hasEnvironmentRef()
                            && !shape.environment().dedicatedTo().isEmpty(),
                    shape -> FieldError.forbidden("spec.environmentRef", dedicatedTo(shape))));

    private RequirementTable() {}

    /**
     * @param scenario present iff there is no error
     * @param warnings what is valid but has no effect
     */
    public record Outcome(Optional<Scenario> scenario, List<FieldError> errors, List<String> warnings) {
        public Outcome {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    public static Outcome decide(PlatformShape shape) {
        List<FieldError> errors = ERRORS.stream()
                .filter(row -> row.fits().test(shape))
                .map(row -> row.error().apply(shape))
                .sorted()
                .toList();
        return errors.isEmpty()
                ? new Outcome(Optional.of(scenario(shape)), errors, warnings(shape))
                : new Outcome(Optional.empty(), errors, List.of());
    }

    /** The policy that applies, also where none is written; none where the platform makes no cluster. */
    public static Optional<DeletePolicy> effectiveDeletePolicy(Scenario scenario, Optional<DeletePolicy> written) {
        return switch (scenario) {
            case NEW_DEDICATED -> Optional.of(written.orElse(DeletePolicy.DELETE));
            case NEW_SHARED -> Optional.of(DeletePolicy.ORPHAN);
            case EXISTING_SHARED, BRING_YOUR_OWN -> Optional.empty();
        };
    }

    /** Rows 6, 9, 10, 14 and 15. */
    private static Scenario scenario(PlatformShape shape) {
        if (shape.dedicated()) {
            return Scenario.NEW_DEDICATED;
        }
        if (shape.hasCluster()) {
            return Scenario.NEW_SHARED;
        }
        return shape.environment().bringYourOwn() ? Scenario.BRING_YOUR_OWN : Scenario.EXISTING_SHARED;
    }

    private static List<String> warnings(PlatformShape shape) {
        return shape.shared() && shape.hasCluster() && shape.deletePolicy() != null
                ? List.of("spec.deletePolicy: no effect: a new shared cluster is always retained")
                : List.of();
    }

    private static boolean existing(PlatformShape shape) {
        return shape.shared() && !shape.hasCluster();
    }

    private static String dedicatedTo(PlatformShape shape) {
        return "environment \"%s\" is dedicated to MLPlatform \"%s\""
                .formatted(shape.environment().name(), shape.environment().dedicatedTo());
    }

    private static Row row(int number, Predicate<PlatformShape> fits, FieldError error) {
        return new Row(number, fits, shape -> error);
    }
}
