// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.InvalidArtifactException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureManifestTest {
    private static final Digest ARTIFACT = new Digest("sha256:" + "0".repeat(64));
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void thePayloadIsCosignsByteForByte() {
        assertThat(new String(new SignatureClaim("registry.example/a/b", ARTIFACT).payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"critical\":{\"identity\":{\"docker-reference\":\"registry.example/a/b\"},"
                        + "\"image\":{\"docker-manifest-digest\":\"" + ARTIFACT + "\"},"
                        + "\"type\":\"cosign container image signature\"},\"optional\":null}");
    }

    @Test
    void theSignatureIsLookedForWhereCosignPutsIt() {
        assertThat(SignatureManifest.tag(ARTIFACT)).isEqualTo("sha256-" + "0".repeat(64) + ".sig");
    }

    @Test
    void theManifestHasALayerForEachPayloadWithItsSignatureAnnotated() throws IOException {
        ArtifactSignature signature = new ArtifactSignature("payload".getBytes(StandardCharsets.UTF_8), "c2ln");
        SignatureManifest written = SignatureManifest.of(List.of(signature));

        JsonNode manifest = json.readTree(written.manifest());
        assertThat(manifest.at("/mediaType").asText()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(manifest.at("/config/mediaType").asText()).isEqualTo("application/vnd.oci.image.config.v1+json");
        assertThat(manifest.at("/config/digest").asText())
                .isEqualTo(Digest.of(written.config()).value());
        JsonNode layer = manifest.at("/layers/0");
        assertThat(layer.at("/mediaType").asText()).isEqualTo("application/vnd.dev.cosign.simplesigning.v1+json");
        assertThat(layer.path("annotations")
                        .path("dev.cosignproject.cosign/signature")
                        .asText())
                .isEqualTo("c2ln");
        assertThat(json.readTree(written.config()).at("/rootfs/diff_ids/0").asText())
                .isEqualTo(Digest.of(signature.payload()).value());
        assertThat(SignatureManifest.read(written.manifest(), json))
                .containsExactly(new SignatureManifest.Entry(Digest.of(signature.payload()), 7, "c2ln"));
    }

    @Test
    void whatIsNoSignatureIsPassedOverAndTheirNumberIsBounded() {
        ArtifactSignature signature = new ArtifactSignature("p".getBytes(StandardCharsets.UTF_8), "c2ln");
        byte[] many = SignatureManifest.of(Collections.nCopies(100, signature)).manifest();
        String other = "{\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"" + ARTIFACT
                + "\"}]}";

        assertThat(SignatureManifest.read(many, json)).hasSize(SignatureManifest.MAX_SIGNATURES);
        assertThat(SignatureManifest.read(other.getBytes(StandardCharsets.UTF_8), json))
                .isEmpty();
        assertThatThrownBy(() -> SignatureManifest.read("{".getBytes(StandardCharsets.UTF_8), json))
                .isInstanceOf(InvalidArtifactException.class);
    }
}
