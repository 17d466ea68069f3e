// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.SharedFleet;
import dev.paddock.testkit.fleet.TeamProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody has been in the registry between the hub, which published, and the agent, which pulls. */
@ExtendWith(SharedFleet.class)
class SignatureFaultsE2E {
    private static final String STORE = "registry/data/docker/registry/v2";

    @Test
    void whatWasExchangedInTheRegistryIsNeverAppliedAndWhatRanGoesOn(Fleet fleet) throws IOException {
        TeamProject team = TeamProject.create(fleet, "tampered", 4);
        team.apply(TeamProject.following(team.existing("site")));
        MLPlatform running = team.awaitRunning("site");
        String cluster = running.getStatus().clusters().getFirst().name();
        fleet.kill("agent." + cluster);

        String digest = publishAnother(team, "docker.io/library/notebook:2", digest(running.getStatus()));
        Path layer = blob(fleet, layerOf(fleet, digest));
        byte[] honest = Files.readAllBytes(layer);
        Files.writeString(layer, "exchanged");
        fleet.mend();

        team.await(
                "site",
                "told that the content is not what was published",
                status -> delivered(status, "DigestMismatch"));
        assertThat(team.explain("site")).contains("not what was published").contains("write to the registry");
        assertThat(image(fleet, cluster)).isEqualTo("docker.io/library/notebook:1");

        Files.write(layer, honest);
        team.await(
                "site",
                "running what was published",
                status -> status.phase() == MLPlatformStatus.Phase.RUNNING
                        && digest.equals(status.clusters().getFirst().appliedDigest()));
        assertThat(image(fleet, cluster)).isEqualTo("docker.io/library/notebook:2");
        team.delete("site").expect(0);
    }

    @Test
    void aSignatureThatWasTakenAwayIsMadeAnewBeforeAnythingIsApplied(Fleet fleet) throws IOException {
        TeamProject team = TeamProject.create(fleet, "unsigned", 4);
        team.apply(TeamProject.following(team.existing("site")));
        MLPlatform running = team.awaitRunning("site");
        String cluster = running.getStatus().clusters().getFirst().name();
        fleet.kill("agent." + cluster);

        String digest = publishAnother(team, "docker.io/library/notebook:2", digest(running.getStatus()));
        Path tag = signatureTag(fleet, digest);
        delete(tag);
        fleet.mend();

        team.await(
                "site",
                "running what is signed again",
                status -> status.phase() == MLPlatformStatus.Phase.RUNNING
                        && digest.equals(status.clusters().getFirst().appliedDigest()));
        assertThat(tag).as("the hub has signed anew").isDirectory();
        team.delete("site").expect(0);
    }

    /** Waits until the hub has published it; nobody is there to pull it. */
    private static String publishAnother(TeamProject team, String image, String before) {
        team.fleet()
                .run(
                        "kubectl",
                        "patch",
                        "workloadprofile/notebook",
                        "-n",
                        team.name(),
                        "--type=json",
                        "-p",
                        "[{\"op\": \"replace\", \"path\": \"/spec/workload/components/0/properties/image\", \"value\": \""
                                + image + "\"}]")
                .expect(0);
        return digest(team.await(
                        "site",
                        "published anew",
                        status -> !status.artifacts().isEmpty() && !before.equals(digest(status)))
                .getStatus());
    }

    private static String digest(MLPlatformStatus status) {
        return Objects.requireNonNull(status.artifacts().getFirst().digest());
    }

    private static boolean delivered(MLPlatformStatus status, String reason) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Delivered")
                        && condition.getReason().equals(reason));
    }

    private static String image(Fleet fleet, String cluster) {
        return fleet.cluster(cluster)
                .apps()
                .deployments()
                .inNamespace("tampered-site")
                .withName("web")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static String layerOf(Fleet fleet, String digest) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(blob(fleet, digest)))
                .at("/layers/0/digest")
                .asText();
    }

    private static Path blob(Fleet fleet, String digest) {
        String hex = digest.substring("sha256:".length());
        return fleet.home()
                .resolve(STORE)
                .resolve("blobs/sha256")
                .resolve(hex.substring(0, 2))
                .resolve(hex)
                .resolve("data");
    }

    private static Path signatureTag(Fleet fleet, String digest) throws IOException {
        String tag = digest.replace("sha256:", "sha256-") + ".sig";
        try (Stream<Path> found = Files.walk(fleet.home().resolve(STORE).resolve("repositories"))) {
            return found.filter(path -> path.endsWith(Path.of("_manifests", "tags", tag)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(directory)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
