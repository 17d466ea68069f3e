// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.embedded.Home;
import dev.paddock.images.spec.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and command lines of the layers; {@link ImageBuilderIT} runs them. */
class LayerTest {
    private static final AptSources MIRROR =
            AptSources.of("bookworm", "http://user:secret@mirror.example/debian/|bookworm|main\n");

    @TempDir
    Path folder;

    @Test
    void theDebianKeyDependsOnPackagesAndNotOnTheirOrder() {
        assertThat(debian("curl", "python3").key())
                .isEqualTo(debian("python3", "curl", "curl").key());
        assertThat(debian("curl").key()).isNotEqualTo(debian("python3").key());
        assertThat(debian("curl").key().text()).startsWith("debian-");
    }

    @Test
    void thePartsOfAKeyCannotRunIntoEachOther() {
        assertThat(LayerKey.of("x", List.of("ab", "c"))).isNotEqualTo(LayerKey.of("x", List.of("a", "bc")));
        assertThat(LayerKey.of("x", List.of("a\n1:b"))).isNotEqualTo(LayerKey.of("x", List.of("a", "b")));
        assertThat(LayerKey.of("x", List.of())).isNotEqualTo(LayerKey.of("y", List.of()));
    }

    @Test
    void noPasswordOfAMirrorIsOnACommandLine() {
        List<String> command = debian("curl").command(Path.of("/t/layer.tar"), Path.of("/s/list"), Path.of("/s/conf"));

        assertThat(command).noneMatch(argument -> argument.contains("secret"));
        assertThat(command).contains("--include=curl", "--variant=minbase", "--mode=root");
        assertThat(command.subList(command.size() - 3, command.size()))
                .containsExactly("bookworm", "/t/layer.tar", "/s/list");
    }

    @Test
    void theFilesKeyDependsOnContentModeAndPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("a.py"), "print(1)\n");
        LayerKey first = files(entry("a.py", "/app/a.py")).key();

        assertThat(files(entry("a.py", "/app/a.py")).key()).isEqualTo(first);
        assertThat(files(entry("a.py", "/app/b.py")).key()).isNotEqualTo(first);
        assertThat(files(new ImageSpec.FileEntry("a.py", "/app/a.py", Optional.empty(), 1, 1))
                        .key())
                .isNotEqualTo(first);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(files(entry("a.py", "/app/a.py")).key()).isNotEqualTo(first);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, "print(2)\n");
        assertThat(files(entry("a.py", "/app/a.py")).key()).isNotEqualTo(first);
    }

    @Test
    void aMissingFileIsNamedWithItsField() {
        assertThatThrownBy(() -> files(entry("gone.py", "/app/a.py")).key())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("spec.files[0].source: Not found: \"gone.py\"");
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(folder.resolve("etc"), Path.of("/etc"));

        assertThatThrownBy(() -> files(entry("link", "/app/a")).key())
                .hasMessageContaining("spec.files[0].source: Forbidden");
        assertThatThrownBy(() -> files(entry("etc/passwd", "/app/a")).key())
                .hasMessageContaining("spec.files[0].source: Forbidden");
    }

    @Test
    void umociIsToldEverythingTheSpecificationSays() {
        ImageSpec.RunConfig run = new ImageSpec.RunConfig(
                Map.of("A", "b,c"),
                Optional.of("/app"),
                List.of("mlflow"),
                List.of("--port=1"),
                List.of(5000),
                Map.of("l", "v"));
        ImageSpec spec = new ImageSpec("x", "1", base(), List.of(), Optional.empty(), List.of(), run, "10001:10001");

        assertThat(new Packer(home(), tools(), machine(), 0).configure("dir:1", spec))
                .containsExactly(
                        "config",
                        "--image",
                        "dir:1",
                        "--no-history",
                        "--created=1970-01-01T00:00:00Z",
                        "--config.user=10001:10001",
                        "--config.env=A=b,c",
                        "--config.workingdir=/app",
                        "--config.entrypoint=mlflow",
                        "--config.cmd=--port=1",
                        "--config.exposedports=5000/tcp",
                        "--config.label=l=v");
    }

    @Test
    void anImageIsPackedAnewWhenALayerOrTheConfigurationIsAnother() throws IOException {
        Path archive = Files.writeString(folder.resolve("layer.tar"), "a");
        Files.setLastModifiedTime(archive, FileTime.fromMillis(1_000));
        LayerKey first = imageKey("10001", archive);

        assertThat(imageKey("10001", archive)).isEqualTo(first);
        assertThat(imageKey("10002", archive)).isNotEqualTo(first);
        Files.setLastModifiedTime(archive, FileTime.fromMillis(2_000));
        assertThat(imageKey("10001", archive)).isNotEqualTo(first);
    }

    private LayerKey imageKey(String user, Path archive) {
        ImageSpec.RunConfig run =
                new ImageSpec.RunConfig(Map.of(), Optional.empty(), List.of(), List.of(), List.of(), Map.of());
        ImageSpec spec = new ImageSpec("x", "1", base(), List.of(), Optional.empty(), List.of(), run, user);
        return new Packer(home(), tools(), machine(), 0).key(spec, List.of(new Packer.Layer(archive, "files")));
    }

    private DebianLayer debian(String... packages) {
        ImageSpec spec = new ImageSpec(
                "x",
                "1",
                base(),
                List.of(packages),
                Optional.empty(),
                List.of(),
                new ImageSpec.RunConfig(Map.of(), Optional.empty(), List.of(), List.of(), List.of(), Map.of()),
                "1");
        return new DebianLayer(home(), tools(), machine(), spec, MIRROR, "", 0);
    }

    private static ImageSpec.Base base() {
        return new ImageSpec.Base("bookworm", ImageSpec.Variant.MINBASE);
    }

    private FilesLayer files(ImageSpec.FileEntry entry) {
        return new FilesLayer(folder, List.of(entry), home(), tools(), machine(), 0);
    }

    private static ImageSpec.FileEntry entry(String source, String path) {
        return new ImageSpec.FileEntry(source, path, Optional.empty(), 0, 0);
    }

    private Home home() {
        return new Home(folder.resolve("cache"));
    }

    private ToolRunner tools() {
        return new ToolRunner(home(), new ToolRunner.Deadline(System.nanoTime()));
    }

    private Machine machine() {
        return new Machine(Map.of(), folder);
    }
}
