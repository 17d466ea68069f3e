// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.docs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.embedded.containers.HostFacts;
import dev.paddock.testkit.fleet.Fleet;
import dev.paddock.testkit.fleet.Paddock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does what every page of {@code docs/how-to} tells its reader to do. The pages share one fleet, as {@code paddock up} makes it; it is
 * not the fleet of the other tests, because a page may take a spoke off the hub. Each page leaves room for the next one.
 */
class HowToE2E {
    private static final Path ROOT = Path.of(System.getProperty("paddock.root"));
    /** The state directory that a page makes in its reader's folder. */
    private static final String SECOND_HOME = "second";

    private static final String BUILDS_AN_IMAGE = "build-an-image.md";
    private static final String RUNS_CONTAINERS = "run-mlflow.md";

    @TempDir
    Path folder;

    private static Fleet fleet;

    @BeforeAll
    static void up() {
        fleet = Fleet.up("howto");
    }

    @AfterAll
    static void down() {
        fleet.close();
    }

    static List<String> pages() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/how-to"))) {
            return pages.map(page -> page.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandDoesWhatThePageSays(String page) throws IOException {
        switch (page) {
            case BUILDS_AN_IMAGE ->
                assumeTrue(
                        "root".equals(System.getProperty("user.name")),
                        page + " is for root: it makes a file system of Debian packages");
            case RUNS_CONTAINERS -> {
                Optional<HostFacts.Obstacle> obstacle = HostFacts.gather().obstacle();
                assumeTrue(obstacle.isEmpty(), () -> page + ": " + obstacle.orElseThrow());
            }
            default -> {
                // Works wherever Paddock does.
            }
        }
        Path desk = folder.resolve("desk");
        try {
            Reader.at(desk, fleet.paddock()).follow(ROOT.resolve("docs/how-to").resolve(page));
        } finally {
            // The page ends with this too; when a command before it failed, nothing may be left behind.
            if (Files.exists(desk.resolve(SECOND_HOME))) {
                new Paddock(ROOT, desk.resolve(SECOND_HOME))
                        .run("down", "--delete")
                        .expect(0);
            }
        }
    }
}
