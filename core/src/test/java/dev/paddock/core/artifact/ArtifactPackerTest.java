// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ArtifactPackerTest {
    /**
     * Reckoned by another program (Python with tarfile and the system zlib). Changing these means that every artifact in
     * every registry is published anew: it must be meant.
     */
    private static final String GOLDEN_DIGEST =
            "sha256:4e78393fc2759780bf2181aaac3a269e7aa723f4635f0221f98beb134707dde4";

    private static final String GOLDEN_DIFF_ID =
            "sha256:b2f4202dfd7d553f10c33304e9ab0cd06dc03274f8a008b4da474308f7e83a2e";

    private static final ArtifactOrigin ORIGIN = ArtifactOrigin.of(
            Instant.parse("2026-01-02T03:04:05.678Z"), "project-a", "MLPlatform", "clearml", "clearml", "v0.0.1");

    private final ArtifactPacker packer = new ArtifactPacker();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theDigestIsTheSameOnEveryDayAndInEveryVirtualMachine() throws IOException {
        PackedArtifact artifact = packed(files());

        assertThat(json.readTree(artifact.config()).at("/rootfs/diff_ids/0").asText())
                .isEqualTo(GOLDEN_DIFF_ID);
        assertThat(artifact.digest().value()).isEqualTo(GOLDEN_DIGEST);
    }

    @Test
    void theOrderInWhichFilesWereRenderedDoesNotMatter() {
        Map<String, String> reversed = new LinkedHashMap<>();
        files().reversed().forEach(reversed::put);

        assertThat(packed(reversed).digest()).isEqualTo(packed(files()).digest());
    }

    @Test
    void contentAndOriginBothCount() {
        Map<String, String> other = new TreeMap<>(files());
        other.put("p000/kustomization.yaml", "changed");
        PackedArtifact otherOrigin = ((Packing.Packed) packer.pack(
                        ArtifactFiles.ofText(files()),
                        new ArtifactOrigin(ORIGIN.created(), ORIGIN.source(), "clearml@v0.0.2")))
                .artifact();

        assertThat(packed(other).digest()).isNotEqualTo(packed(files()).digest());
        assertThat(otherOrigin.digest()).isNotEqualTo(packed(files()).digest());
        assertThat(otherOrigin.layerDigest()).isEqualTo(packed(files()).layerDigest());
    }

    @Test
    void theManifestIsTheOneThatFluxPushes() throws IOException {
        PackedArtifact artifact = packed(files());
        JsonNode manifest = json.readTree(artifact.manifest());

        assertThat(manifest.get("schemaVersion").asInt()).isEqualTo(2);
        assertThat(manifest.get("mediaType").asText()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(manifest.has("artifactType")).isFalse();
        assertThat(manifest.at("/config/mediaType").asText()).isEqualTo("application/vnd.cncf.flux.config.v1+json");
        assertThat(manifest.at("/config/digest").asText())
                .isEqualTo(artifact.configDigest().value());
        assertThat(manifest.get("layers")).hasSize(1);
        assertThat(manifest.at("/layers/0/mediaType").asText())
                .isEqualTo("application/vnd.cncf.flux.content.v1.tar+gzip");
        assertThat(manifest.at("/layers/0/digest").asText())
                .isEqualTo(artifact.layerDigest().value());
        assertThat(manifest.at("/layers/0/size").asInt()).isEqualTo(artifact.layer().length);
        assertThat(json.convertValue(manifest.get("annotations"), Map.class))
                .isEqualTo(Map.of(
                        "org.opencontainers.image.created", "2026-01-02T03:04:05Z",
                        "org.opencontainers.image.source", "mural://project-a/MLPlatform/clearml",
                        "org.opencontainers.image.revision", "clearml@v0.0.1"));
    }

    @Test
    void theLayerSaysNothingAboutWhoPackedItAndWhen() throws IOException {
        byte[] layer = packed(Map.of("a.yaml", "a: 1\n")).layer();

        assertThat(layer).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0);
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(layer)).readAllBytes();
        assertThat(new String(tar, 0, 512, StandardCharsets.US_ASCII))
                .startsWith("a.yaml\0")
                .contains("0000644\0" + "0000000\0" + "0000000\0" + "00000000005\0" + "00000000000\0")
                .contains("ustar\0" + "00" + "\0".repeat(247));
        assertThat(tar).hasSize(4 * 512);
    }

    @Test
    void whatIsPackedIsUnpackedAlsoUnderLongNames() {
        Map<String, String> files = new TreeMap<>(files());
        files.put("p010/configmap-" + "n".repeat(63) + "-" + "x".repeat(150) + ".yaml", "long: true\n");
        files.put("p010/empty.yaml", "");
        files.put("p010/block.yaml", "x".repeat(1024));

        ArtifactFiles unpacked = new ArtifactUnpacker().unpack(packed(files).layer());

        Map<String, String> text = new TreeMap<>();
        unpacked.byPath().forEach((path, content) -> text.put(path, new String(content, StandardCharsets.UTF_8)));
        assertThat(text).isEqualTo(files);
    }

    @Test
    void aPathThatLeadsOutOfTheArtifactIsRefused() {
        assertThatThrownBy(() -> ArtifactFiles.ofText(Map.of("p000/../../etc/passwd", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p000/../../etc/passwd");
        assertThatThrownBy(() -> ArtifactFiles.ofText(Map.of("/etc/passwd", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanTheLimitIsRefusedWithWhatToDo() {
        TreeMap<String, byte[]> files = new TreeMap<>(Map.of("big", new byte[(int) ArtifactFiles.MAX_BYTES + 1]));

        Packing packing = packer.pack(new ArtifactFiles(files), ORIGIN);

        assertThat(packing)
                .isInstanceOfSatisfying(
                        Packing.TooLarge.class,
                        tooLarge -> assertThat(tooLarge.message())
                                .contains("52428801 bytes")
                                .contains("52428800"));
    }

    @Test
    void aLayerThatIsNoArchiveIsAnInvalidArtifact() {
        assertThatThrownBy(() -> new ArtifactUnpacker().unpack("hello".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidArtifactException.class);
    }

    @Test
    void anArchiveThatUnpacksToMoreThanTheLimitIsNotReadToItsEnd() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("a", new byte[(int) ArtifactFiles.MAX_BYTES]);
        files.put("b", new byte[1]);

        assertThatThrownBy(() -> new ArtifactUnpacker().unpack(Gzip.compress(Tar.write(new ArtifactFiles(files)))))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessageContaining("more than 52428800 bytes");
    }

    @Test
    void aManifestUnderAnotherDigestIsNotBelieved() {
        PackedArtifact artifact = packed(files());

        assertThat(ArtifactManifest.read(artifact.manifest(), artifact.digest(), json))
                .isEqualTo(new ArtifactManifest(artifact.layerDigest(), artifact.layer().length, "clearml@v0.0.1"));
        assertThatThrownBy(() -> ArtifactManifest.read(artifact.manifest(), artifact.layerDigest(), json))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessageContaining("what came is " + artifact.digest());
    }

    private PackedArtifact packed(Map<String, String> files) {
        return ((Packing.Packed) packer.pack(ArtifactFiles.ofText(files), ORIGIN)).artifact();
    }

    private static TreeMap<String, String> files() {
        return new TreeMap<>(Map.of(
                "control/workload.yaml", "apiVersion: mural.sh/v1beta1\nkind: Workload\n",
                "p000/kustomization.yaml", "resources:\n- deployment-project-a-clearml.yaml\n",
                "p000/deployment-project-a-clearml.yaml", "apiVersion: apps/v1\nkind: Deployment\n"));
    }
}
