// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.artifact.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a signature says: that the manifest with this digest is the signer's. In the "simple signing" form of cosign; the same claim
 * always gives the same bytes.
 *
 * @param reference the repository without scheme; told to people, and not checked, because mirrors have other names
 */
public record SignatureClaim(String reference, Digest digest) {
    private static final String TYPE = "cosign container image signature";

    /** The bytes that are signed. */
    public byte[] payload() {
        ObjectNode claim = JsonNodeFactory.instance.objectNode();
        ObjectNode critical = claim.putObject("critical");
        critical.putObject("identity").put("docker-reference", reference);
        critical.putObject("image").put("docker-manifest-digest", digest.value());
        critical.put("type", TYPE);
        claim.putNull("optional");
        return claim.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The claim in a payload that somebody has signed; empty when it claims something else, or nothing that can be read. */
    static Optional<SignatureClaim> read(byte[] payload, ObjectMapper json) {
        try {
            JsonNode critical = json.readTree(payload).path("critical");
            if (!TYPE.equals(critical.path("type").asText())) {
                return Optional.empty();
            }
            return Optional.of(new SignatureClaim(
                    critical.path("identity").path("docker-reference").asText(),
                    new Digest(critical.path("image")
                            .path("docker-manifest-digest")
                            .asText())));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
