// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The image of the process that holds a pod's namespaces open, as an archive in OCI layout: one layer with one file. Every pod
 * needs it, so it must be at hand where no registry is.
 */
final class PauseImage {
    static final String NAME = "paddock.dev/pause:1";

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private final Home home;
    private final HostCommand commands;
    private final JsonMapper json = JsonMapper.builder().build();

    PauseImage(Home home, HostCommand commands) {
        this.home = home;
        this.commands = commands;
    }

    private record Blob(String digest, long size) {
        Map<String, Object> descriptor(String type) {
            return Map.of("mediaType", type, "digest", "sha256:" + digest, "size", size);
        }
    }

    /** @param work an empty directory, removed afterwards */
    void write(Path program, Path work, Path archive) {
        try {
            Path root = home.directory(work.resolve("root"));
            Files.copy(program, root.resolve("pause"), StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(root.resolve("pause"), PosixFilePermissions.fromString("rwxr-xr-x"));
            Path blobs = home.directory(work.resolve("layout/blobs/sha256"));
            tar(root, List.of("pause"), work.resolve("layer.tar"));
            Blob layer = blob(blobs, Files.readAllBytes(work.resolve("layer.tar")));
            Blob config = blob(
                    blobs,
                    bytes(Map.of(
                            "architecture", architecture(),
                            "os", "linux",
                            "config", Map.of("Entrypoint", List.of("/pause")),
                            "rootfs", Map.of("type", "layers", "diff_ids", List.of("sha256:" + layer.digest())))));
            Blob manifest = blob(
                    blobs,
                    bytes(Map.of(
                            "schemaVersion",
                            2,
                            "mediaType",
                            MANIFEST,
                            "config",
                            config.descriptor(CONFIG),
                            "layers",
                            List.of(layer.descriptor(LAYER)))));
            Path layout = work.resolve("layout");
            home.write(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
            Files.write(layout.resolve("index.json"), bytes(index(manifest)));
            tar(layout, List.of("oci-layout", "index.json", "blobs"), archive);
        } catch (IOException e) {
            throw new EmbeddedException("cannot make the image %s: %s".formatted(NAME, e.getMessage()), e);
        } finally {
            home.deleteTree(work);
        }
    }

    private static Map<String, Object> index(Blob manifest) {
        Map<String, Object> described = new HashMap<>(manifest.descriptor(MANIFEST));
        described.put("annotations", Map.of("io.containerd.image.name", NAME));
        return Map.of("schemaVersion", 2, "manifests", List.of(described));
    }

    private void tar(Path directory, List<String> entries, Path archive) {
        List<String> command = new ArrayList<>(List.of(
                "tar", "--owner=0", "--group=0", "--mtime=@0", "--sort=name", "-C", directory.toString(), "-cf"));
        command.add(archive.toString());
        command.addAll(entries);
        commands.require(command);
    }

    private static Blob blob(Path directory, byte[] content) throws IOException {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            Files.write(directory.resolve(digest), content);
            return new Blob(digest, content.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private byte[] bytes(Map<String, Object> value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an image's description is plain data", e);
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}
