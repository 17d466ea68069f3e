// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.environment;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSetBinding;
import dev.paddock.api.ocm.Placement;
import dev.paddock.api.ocm.PlacementDecision;
import dev.paddock.api.palette.Project;
import dev.paddock.hub.golden.GoldenCase;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EnvironmentGoldenTest {

    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenCase.all("environment").map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
    }

    private static void check(GoldenCase golden) {
        EnvironmentInputs inputs = new EnvironmentInputs(
                golden.input(Environment.class).orElseThrow(),
                golden.input(Project.class)
                        .map(project -> project.getSpec().tenantRef().name()),
                golden.input(Placement.class),
                golden.inputs(PlacementDecision.class),
                golden.inputs(ManagedCluster.class).stream()
                        .collect(Collectors.toMap(
                                cluster -> cluster.getMetadata().getName(),
                                cluster -> cluster.getMetadata().getLabels())),
                golden.inputs(ManagedClusterSetBinding.class),
                Instant.EPOCH);

        EnvironmentDecision decision = new EnvironmentDecider().decide(inputs);

        Map<String, Object> outputs = new TreeMap<>();
        outputs.put("status", decision.status());
        if (decision instanceof EnvironmentDecision.Place place) {
            outputs.put("placement", place.placement());
        }
        golden.check(outputs);
    }
}
