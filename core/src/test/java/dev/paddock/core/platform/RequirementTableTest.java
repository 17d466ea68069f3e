// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.Isolation;
import dev.paddock.api.meta.Mode;
import dev.paddock.api.palette.Scenario;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.platform.PlatformShape.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table in api.md 4.1, and that the table leaves no combination undecided. */
class RequirementTableTest {
    private static final String NOT_APPLICABLE =
            "spec.clusterProfileRef: Forbidden: not applicable: no new cluster is created";
    private static final String POLICY_NOT_APPLICABLE =
            "spec.deletePolicy: Forbidden: not applicable: applies only to" + " a cluster this MLPlatform creates";

    static List<Arguments> errorRows() {
        return List.of(
                row("1", shape().mode(null), "spec.mode: Required value: one of dedicated, shared"),
                row(
                        "2",
                        shape().workloadProfile(false),
                        "spec.workloadProfileRef: Required value: every MLPlatform needs a workload profile"),
                row(
                        "3",
                        shape().environmentRef(true),
                        "spec.environmentRef: Forbidden: mode dedicated creates its own environment"),
                row("4", shape().cluster(false), "spec.cluster: Required value: mode dedicated creates a new cluster"),
                row(
                        "5",
                        shape().clusterProfile(false),
                        "spec.clusterProfileRef: Required value: mode dedicated creates a new cluster"),
                row(
                        "4 and 5",
                        shape().cluster(false).clusterProfile(false),
                        "spec.cluster: Required value: mode dedicated creates a new cluster",
                        "spec.clusterProfileRef: Required value: mode dedicated creates a new cluster"),
                row(
                        "7",
                        shape().mode(Mode.SHARED).environmentRef(true),
                        "spec.environmentRef: Forbidden: may not be set together with spec.cluster"),
                row(
                        "8",
                        shape().mode(Mode.SHARED).clusterProfile(false),
                        "spec.clusterProfileRef: Required value: spec.cluster creates a new shared cluster"),
                row("11", existing().environmentRef(true).clusterProfile(true), NOT_APPLICABLE),
                row("12", existing().clusterProfile(true), NOT_APPLICABLE + " (set spec.cluster to create one)"),
                row("13", existing().deletePolicy(DeletePolicy.DELETE), POLICY_NOT_APPLICABLE),
                row("13 too", existing().environmentRef(true).deletePolicy(DeletePolicy.ORPHAN), POLICY_NOT_APPLICABLE),
                row(
                        "11 and 13",
                        existing().environmentRef(true).clusterProfile(true).deletePolicy(DeletePolicy.DELETE),
                        NOT_APPLICABLE,
                        POLICY_NOT_APPLICABLE),
                row(
                        "16",
                        shape().isolation(Isolation.NAMESPACE),
                        "spec.isolation: Invalid value: \"Namespace\": mode dedicated always isolates by Cluster"),
                row(
                        "16 too",
                        shape().isolation(Isolation.CONTROL_PLANE),
                        "spec.isolation: Invalid value: \"ControlPlane\": mode dedicated always isolates by Cluster"),
                row(
                        "17",
                        existing().isolation(Isolation.CLUSTER),
                        "spec.isolation: Invalid value: \"Cluster\": mode shared allows Namespace or ControlPlane"),
                row(
                        "18",
                        existing().environmentRef(true).environment(new Environment("x", "y", false)),
                        "spec.environmentRef: Forbidden: environment \"x\" is dedicated to MLPlatform \"y\""));
    }

    static List<Arguments> validRows() {
        return List.of(
                Arguments.of("6", shape(), Scenario.NEW_DEDICATED, List.of()),
                Arguments.of("6 too", shape().deletePolicy(DeletePolicy.ORPHAN), Scenario.NEW_DEDICATED, List.of()),
                Arguments.of("9", shape().mode(Mode.SHARED), Scenario.NEW_SHARED, List.of()),
                Arguments.of(
                        "10",
                        shape().mode(Mode.SHARED).deletePolicy(DeletePolicy.DELETE),
                        Scenario.NEW_SHARED,
                        List.of("spec.deletePolicy: no effect: a new shared cluster is always retained")),
                Arguments.of("14", existing().environmentRef(true), Scenario.EXISTING_SHARED, List.of()),
                Arguments.of(
                        "14 byo",
                        existing().environmentRef(true).environment(new Environment("x", "", true)),
                        Scenario.BRING_YOUR_OWN,
                        List.of()),
                Arguments.of("15", existing(), Scenario.EXISTING_SHARED, List.of()));
    }

    @ParameterizedTest(name = "row {0}")
    @MethodSource("errorRows")
    void anErrorRowIsReportedWithItsExactText(String row, Shape shape, List<String> errors) {
        RequirementTable.Outcome outcome = RequirementTable.decide(shape.build());

        assertThat(outcome.errors()).extracting(FieldError::toString).containsExactlyElementsOf(errors);
        assertThat(outcome.scenario()).isEmpty();
    }

    @ParameterizedTest(name = "row {0}")
    @MethodSource("validRows")
    void aValidRowIsOneScenario(String row, Shape shape, Scenario scenario, List<String> warnings) {
        RequirementTable.Outcome outcome = RequirementTable.decide(shape.build());

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.scenario()).contains(scenario);
        assertThat(outcome.warnings()).isEqualTo(warnings);
    }

    @Test
    void everyCombinationIsEitherRefusedWithAReasonOrExactlyOneScenario() {
        for (PlatformShape shape : allShapes()) {
            RequirementTable.Outcome outcome = RequirementTable.decide(shape);

            assertThat(outcome.scenario().isPresent())
                    .as("%s", shape)
                    .isEqualTo(outcome.errors().isEmpty());
        }
    }

    @Test
    void aSharedClusterIsAlwaysRetainedAndADedicatedOneGoesUnlessTold() {
        assertThat(RequirementTable.effectiveDeletePolicy(Scenario.NEW_DEDICATED, Optional.empty()))
                .contains(DeletePolicy.DELETE);
        assertThat(RequirementTable.effectiveDeletePolicy(Scenario.NEW_SHARED, Optional.of(DeletePolicy.DELETE)))
                .contains(DeletePolicy.ORPHAN);
        assertThat(RequirementTable.effectiveDeletePolicy(Scenario.EXISTING_SHARED, Optional.empty()))
                .isEmpty();
    }

    private static List<PlatformShape> allShapes() {
        List<@Nullable Mode> modes = Arrays.asList(null, Mode.DEDICATED, Mode.SHARED);
        List<@Nullable DeletePolicy> policies = Arrays.asList(null, DeletePolicy.DELETE, DeletePolicy.ORPHAN);
        List<@Nullable Isolation> isolations =
                Arrays.asList(null, Isolation.NAMESPACE, Isolation.CONTROL_PLANE, Isolation.CLUSTER);
        List<PlatformShape> shapes = new ArrayList<>();
        for (int bits = 0; bits < 32; bits++) {
            for (Mode mode : modes) {
                for (DeletePolicy policy : policies) {
                    for (Isolation isolation : isolations) {
                        shapes.add(new PlatformShape(
                                mode,
                                (bits & 1) != 0,
                                (bits & 2) != 0,
                                (bits & 4) != 0,
                                (bits & 8) != 0,
                                policy,
                                isolation,
                                (bits & 16) != 0 ? new Environment("x", "y", false) : Environment.UNKNOWN));
                    }
                }
            }
        }
        return shapes;
    }

    private static Arguments row(String number, Shape shape, String... errors) {
        return Arguments.of(number, shape, List.of(errors));
    }

    /** A valid new dedicated platform. */
    private static Shape shape() {
        return new Shape(Mode.DEDICATED, true, false, true, true, null, null, Environment.UNKNOWN);
    }

    /** A valid platform on an existing shared environment that is chosen for it. */
    private static Shape existing() {
        return new Shape(Mode.SHARED, false, false, false, true, null, null, Environment.UNKNOWN);
    }

    private record Shape(
            @Nullable Mode mode,
            boolean hasCluster,
            boolean hasEnvironmentRef,
            boolean hasClusterProfile,
            boolean hasWorkloadProfile,
            @Nullable DeletePolicy policy,
            @Nullable Isolation isolated,
            Environment environment) {
        Shape mode(@Nullable Mode to) {
            return new Shape(
                    to,
                    hasCluster,
                    hasEnvironmentRef,
                    hasClusterProfile,
                    hasWorkloadProfile,
                    policy,
                    isolated,
                    environment);
        }

        Shape cluster(boolean to) {
            return new Shape(
                    mode, to, hasEnvironmentRef, hasClusterProfile, hasWorkloadProfile, policy, isolated, environment);
        }

        Shape environmentRef(boolean to) {
            return new Shape(
                    mode, hasCluster, to, hasClusterProfile, hasWorkloadProfile, policy, isolated, environment);
        }

        Shape clusterProfile(boolean to) {
            return new Shape(
                    mode, hasCluster, hasEnvironmentRef, to, hasWorkloadProfile, policy, isolated, environment);
        }

        Shape workloadProfile(boolean to) {
            return new Shape(mode, hasCluster, hasEnvironmentRef, hasClusterProfile, to, policy, isolated, environment);
        }

        Shape deletePolicy(DeletePolicy to) {
            return new Shape(
                    mode,
                    hasCluster,
                    hasEnvironmentRef,
                    hasClusterProfile,
                    hasWorkloadProfile,
                    to,
                    isolated,
                    environment);
        }

        Shape isolation(Isolation to) {
            return new Shape(
                    mode,
                    hasCluster,
                    hasEnvironmentRef,
                    hasClusterProfile,
                    hasWorkloadProfile,
                    policy,
                    to,
                    environment);
        }

        Shape environment(Environment to) {
            return new Shape(
                    mode, hasCluster, hasEnvironmentRef, hasClusterProfile, hasWorkloadProfile, policy, isolated, to);
        }

        PlatformShape build() {
            return new PlatformShape(
                    mode,
                    hasCluster,
                    hasEnvironmentRef,
                    hasClusterProfile,
                    hasWorkloadProfile,
                    policy,
                    isolated,
                    environment);
        }
    }
}
