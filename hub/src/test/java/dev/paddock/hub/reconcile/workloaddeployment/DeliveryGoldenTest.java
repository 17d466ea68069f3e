// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.core.artifact.ArtifactUnpacker;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.fleet.oci.RegistryException;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.golden.GoldenCase;
import dev.paddock.hub.rendering.KeptRenderings;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One run of a delivery, with everything it writes: works, Workloads, artifacts, status and the steps it finished. A case may close the
 * registry or the ledger with an annotation under {@code test/}.
 */
class DeliveryGoldenTest {

    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenCase.all("delivery").map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
    }

    private static void check(GoldenCase golden) {
        DeploymentInputs inputs = Given.inputs(golden);
        FakeHub hub = new FakeHub();
        FakeRegistry registry = new FakeRegistry();
        FakeLedger ledger = new FakeLedger(4);
        if ("down".equals(inputs.annotations().get("test/registry"))) {
            registry.failing = RegistryException.Kind.UNAVAILABLE;
        }
        ledger.open = !"closed".equals(inputs.annotations().get("test/ledger"));
        List<String> steps = new ArrayList<>();

        Outcome outcome = new DeliveryRun(
                        new DeliveryPlanner(
                                TestEngine.workers(),
                                ReleaseRenderer.LEFT_TO_CONTROLLER,
                                Clock.systemUTC(),
                                deployment -> {},
                                KeptRenderings.NONE),
                        ledger,
                        registry,
                        hub,
                        new KubernetesSerialization(),
                        step -> steps.add(step.text()))
                .run(inputs);

        Map<String, Object> outputs = new TreeMap<>();
        outputs.put("status", outcome.status());
        outputs.put("run", run(outcome, steps, hub));
        hub.works.forEach((cluster, work) -> outputs.put("work-" + cluster, work));
        hub.workloads.forEach((cluster, workload) -> outputs.put("workload-" + cluster, workload));
        hub.secrets.forEach((cluster, secret) -> outputs.put("secret-" + cluster, secret));
        registry.artifacts.forEach((tag, artifact) -> outputs.put("artifact-" + tag, files(artifact)));
        golden.check(outputs);
    }

    private static Map<String, Object> run(Outcome outcome, List<String> steps, FakeHub hub) {
        Map<String, Object> run = new TreeMap<>();
        run.put("steps", steps);
        run.put("deleted", hub.deleted);
        run.put("recordedBefore", hub.recorded);
        outcome.again().ifPresent(again -> run.put("again", again.toString()));
        return run;
    }

    private static Map<String, String> files(PackedArtifact artifact) {
        Map<String, String> files = new TreeMap<>();
        new ArtifactUnpacker()
                .unpack(artifact.layer())
                .byPath()
                .forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return files;
    }
}
