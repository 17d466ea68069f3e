// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeBinariesTest {
    @TempDir
    Path directory;

    private NativeBinaries binaries(Map<String, String> environment) {
        return NativeBinaries.from(environment, directory, Clock.systemUTC(), Progress.silent());
    }

    @Test
    void theVersionAndTheKeyComeFromTheModules() {
        NativeBinaries binaries = binaries(Map.of());
        assertThat(binaries.kubernetesVersion()).matches("v1\\.\\d+\\.\\d+");
        assertThat(binaries.key()).startsWith(binaries.kubernetesVersion() + "-");
        assertThat(binaries.cacheDirectory()).isEqualTo(directory.resolve(".cache/paddock/bin/" + binaries.key()));
        assertThat(binaries.mustBuild()).isTrue();
    }

    @Test
    void aDirectoryThatIsNamedComesBeforeTheCache() throws IOException {
        Path named = Files.createDirectory(directory.resolve("named"));
        NativeBinaries binaries = binaries(Map.of("PADDOCK_BIN_DIR", named.toString()));
        program(binaries.cacheDirectory().resolve("paddock-kube"), "exit 0");
        program(binaries.cacheDirectory().resolve("paddock-kwok"), "exit 0");
        program(named.resolve("paddock-kube"), "exit 0");
        assertThat(binaries.mustBuild()).isFalse();
        assertThat(binaries.command(Component.ETCD, "--name=x"))
                .containsExactly(named.resolve("paddock-kube").toString(), "etcd", "--name=x");
        assertThat(binaries.command(Component.KWOK))
                .containsExactly(
                        binaries.cacheDirectory().resolve("paddock-kwok").toString());
    }

    @Test
    void kubebuilderAssetsServeOnlyIfTheyAreOfTheSameRelease() throws IOException {
        Path assets = Files.createDirectory(directory.resolve("assets"));
        NativeBinaries binaries = binaries(Map.of("KUBEBUILDER_ASSETS", assets.toString()));
        program(binaries.cacheDirectory().resolve("paddock-kube"), "exit 0");
        Path server = assets.resolve("kube-apiserver");

        program(server, "echo Kubernetes v1.20.0");
        assertThat(binaries.command(Component.KUBE_APISERVER)).doesNotContain(server.toString());

        program(server, "echo Kubernetes " + binaries.kubernetesVersion());
        assertThat(binaries.command(Component.KUBE_APISERVER)).containsExactly(server.toString());
    }

    @Test
    void everySourceFileOfAModuleTravels() throws IOException {
        Path sources = Path.of(System.getProperty("paddock.root"), "native");
        try (Stream<Path> modules = Files.list(sources)) {
            for (Path module : modules.toList()) {
                try (Stream<Path> files = Files.list(module)) {
                    assertThat(NativeSources.files(module.getFileName().toString()))
                            .as(module.toString())
                            .containsExactlyInAnyOrderElementsOf(
                                    files.map(file -> file.getFileName().toString())
                                            .filter(name -> !name.endsWith("_test.go"))
                                            .toList());
                }
            }
        }
    }

    @Test
    void aToolIsKeptApartAndIsNoReasonToBuildAFleet() throws IOException {
        NativeBinaries binaries = binaries(Map.of());
        program(binaries.cacheDirectory().resolve("paddock-kube"), "exit 0");
        program(binaries.cacheDirectory().resolve("paddock-kwok"), "exit 0");
        Path tool = binaries.cacheDirectory()
                .resolveSibling(new NativeSources().keyOf("cue"))
                .resolve("paddock-cue");
        program(tool, "exit 0");
        assertThat(binaries.mustBuild()).isFalse();
        assertThat(binaries.command(Component.CUE)).containsExactly(tool.toString());
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
