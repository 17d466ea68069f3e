// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetRequestTest {
    @TempDir
    Path directory;

    @Test
    void whatWasAskedForIsRemembered() {
        Home home = new Home(directory);
        assertThat(FleetRequest.read(home)).isEmpty();
        FleetRequest request = new FleetRequest(3, Map.of("NVIDIA-H100", 16));
        request.write(home);
        assertThat(FleetRequest.read(home)).contains(request);
        assertThat(request.spokeNames()).containsExactly("spoke-1", "spoke-2", "spoke-3");
    }

    @Test
    void aDamagedFileIsNamedWithTheWayOut() {
        Home home = new Home(directory);
        home.write(directory.resolve("fleet.json"), "{");
        assertThatThrownBy(() -> FleetRequest.read(home))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("fleet.json")
                .hasMessageContaining("paddock up");
    }
}
