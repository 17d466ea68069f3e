// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.core.golden.GoldenFolders;
import io.fabric8.kubernetes.api.model.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The first document of a case is what is asked about, at noon of the first of January 2026. */
class ExplainGoldenTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TestFactory
    Stream<DynamicTest> everyFolderGivesItsExplanation() {
        return new GoldenFolders("explain")
                .cases().stream()
                        .map(folder -> DynamicTest.dynamicTest(
                                folder.getFileName().toString(),
                                () -> GoldenFolders.check(folder, "out-explanation.txt", explanation(folder))));
    }

    private static String explanation(Path folder) {
        List<JsonNode> inputs = GoldenFolders.inputs(folder);
        JsonNode subject = inputs.getFirst();
        Explainer explainer = new Explainer(surroundings(inputs), NOON);
        Explanation explanation = switch (subject.path("kind").asText()) {
            case "MLPlatform" -> explainer.of(GoldenFolders.as(subject, MLPlatform.class));
            case "ComputePool" -> explainer.of(GoldenFolders.as(subject, ComputePool.class));
            case "WorkloadDeployment" -> explainer.of(GoldenFolders.as(subject, WorkloadDeployment.class));
            case "Environment" -> explainer.of(GoldenFolders.as(subject, Environment.class));
            case "ComputeProfile" -> explainer.of(GoldenFolders.as(subject, ComputeProfile.class));
            case "ManagedCluster" -> explainer.of(GoldenFolders.as(subject, ManagedCluster.class));
            case "Project" -> {
                Project project = GoldenFolders.as(subject, Project.class);
                yield explainer.of(project, project.getStatus());
            }
            default -> throw new IllegalArgumentException(folder + " asks about " + subject.path("kind"));
        };
        return String.join("\n", ExplanationText.lines(explanation)) + "\n";
    }

    private static Surroundings surroundings(List<JsonNode> inputs) {
        return new Surroundings(
                GoldenFolders.all(inputs, MLPlatform.class),
                GoldenFolders.all(inputs, ComputePool.class),
                GoldenFolders.all(inputs, WorkloadDeployment.class),
                GoldenFolders.all(inputs, Environment.class),
                GoldenFolders.all(inputs, Workload.class),
                GoldenFolders.all(inputs, WorkloadProfile.class),
                GoldenFolders.all(inputs, ClusterProfile.class),
                GoldenFolders.all(inputs, ManagedCluster.class),
                GoldenFolders.all(inputs, Event.class));
    }
}
