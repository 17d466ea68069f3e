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
        SignatureManifest written = SignatureManifest.of(signature);

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
    void aSignatureOfSomebodyElseKeepsWhatIsAnnotatedToIt() throws IOException {
        ArtifactSignature ours = new ArtifactSignature("ours".getBytes(StandardCharsets.UTF_8), "b3Vycw==");
        String theirs = "{\"layers\":[{\"mediaType\":\"application/vnd.dev.cosign.simplesigning.v1+json\",\"size\":6,"
                + "\"digest\":\"" + ARTIFACT
                + "\",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"dGhlaXJz\","
                + "\"dev.sigstore.cosign/certificate\":\"PEM\"}}]}";

        SignatureManifest both = SignatureManifest.adding(theirs.getBytes(StandardCharsets.UTF_8), ours, json);

        JsonNode manifest = json.readTree(both.manifest());
        assertThat(manifest.at("/layers/0")).isEqualTo(json.readTree(theirs).at("/layers/0"));
        assertThat(SignatureManifest.read(both.manifest(), json))
                .extracting(SignatureManifest.Entry::signature)
                .containsExactly("dGhlaXJz", "b3Vycw==");
        assertThat(json.readTree(both.config()).at("/rootfs/diff_ids")).hasSize(2);
    }

    @Test
    void whatIsNoSignatureIsPassedOverAndTheirNumberIsBounded() {
        ArtifactSignature signature = new ArtifactSignature("p".getBytes(StandardCharsets.UTF_8), "c2ln");
        byte[] many = SignatureManifest.of(signature).manifest();
        for (int i = 0; i < 2 * SignatureManifest.MAX_SIGNATURES; i++) {
            many = SignatureManifest.adding(many, signature, json).manifest();
        }
        String other = "{\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"" + ARTIFACT
                + "\"}]}";

        assertThat(SignatureManifest.read(many, json)).hasSize(SignatureManifest.MAX_SIGNATURES);
        assertThat(SignatureManifest.read(other.getBytes(StandardCharsets.UTF_8), json))
                .isEmpty();
        assertThatThrownBy(() -> SignatureManifest.read("{".getBytes(StandardCharsets.UTF_8), json))
                .isInstanceOf(InvalidArtifactException.class);
    }
}
