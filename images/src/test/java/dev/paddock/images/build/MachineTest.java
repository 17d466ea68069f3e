// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    Path home;

    @Test
    void toolsSeeHowToReachTheNetworkAndNothingElseOfTheCaller() {
        Machine machine = new Machine(
                Map.of(
                        "https_proxy",
                        "http://proxy:1",
                        "AWS_SECRET_ACCESS_KEY",
                        "x",
                        "PATH",
                        "/opt/bin",
                        "LANG",
                        "de_DE"),
                home);

        assertThat(machine.base(7))
                .containsEntry("https_proxy", "http://proxy:1")
                .containsEntry("SOURCE_DATE_EPOCH", "7")
                .containsEntry("LC_ALL", "C.UTF-8")
                .doesNotContainKeys("AWS_SECRET_ACCESS_KEY", "LANG");
        assertThat(machine.base(7).get("PATH")).startsWith("/opt/bin:").contains("/usr/sbin");
    }

    @Test
    void pipIsToldWhereItsIndexIsAndNotWhereToPutThings() throws IOException {
        Path config = Files.createDirectories(home.resolve(".config/pip")).resolve("pip.conf");
        Files.writeString(config, "[global]\n");
        Machine machine = new Machine(
                Map.of("PIP_INDEX_URL", "https://index.example/simple", "PIP_TARGET", "/x", "PIP_FIND_LINKS", "/y"),
                home);

        assertThat(machine.pip()).containsOnlyKeys("PIP_INDEX_URL");
        assertThat(machine.pipFiles()).containsEntry(config, "run/paddock/.config/pip/pip.conf");
    }

    @Test
    void whoeverIsNotRootLearnsItBeforeAnythingIsFetched() {
        ImageException refusal = catchThrowableOfType(
                ImageException.class, () -> new Machine(Map.of("PATH", fakeTools()), home).requireAble(false));

        assertThat(refusal).hasMessageContaining("needs root");
        assertThat(refusal.remedy()).contains("sudo");
    }

    private String fakeTools() {
        try {
            for (String tool :
                    new String[] {"mmdebstrap", "umoci", "apt-get", "dpkg-deb", "tar", "setpriv", "unshare"}) {
                Path file = Files.createFile(home.resolve(tool));
                assertThat(file.toFile().setExecutable(true)).isTrue();
            }
            return home.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
