// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.InvalidArtifactException;
import dev.paddock.core.artifact.MediaTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest under which cosign keeps an artifact's signatures: a layer for each, the signed payload in the layer and the signature
 * annotated to it.
 *
 * @param config names the layers, and nothing else
 */
public record SignatureManifest(byte[] manifest, byte[] config) {
    /** More than this beside one artifact are nobody's signatures. */
    public static final int MAX_SIGNATURES = 32;

    public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

    private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String UNREADABLE = "the manifest of the signatures cannot be read";
    private static final String NO_TIME = "0001-01-01T00:00:00Z";

    /** A signature that is not fetched yet. */
    public record Entry(Digest payload, long size, String signature) {}

    /** Where the signatures of an artifact are looked for, beside it in the repository. */
    public static String tag(Digest artifact) {
        return "sha256-" + artifact.hex() + ".sig";
    }

    /** One signature alone. */
    public static SignatureManifest of(ArtifactSignature signature) {
        return write(JsonNodeFactory.instance.arrayNode(), signature);
    }

    /**
     * One more signature beside those that are there, which keep whatever else is annotated to them. The oldest give way when there are
     * too many.
     *
     * @throws InvalidArtifactException when what is there is no manifest
     */
    public static SignatureManifest adding(byte[] there, ArtifactSignature signature, ObjectMapper json) {
        ArrayNode layers = JsonNodeFactory.instance.arrayNode();
        try {
            json.readTree(there).path("layers").forEach(layers::add);
        } catch (IOException e) {
            throw new InvalidArtifactException(UNREADABLE, e);
        }
        while (layers.size() >= MAX_SIGNATURES) {
            layers.remove(0);
        }
        return write(layers, signature);
    }

    private static SignatureManifest write(ArrayNode layers, ArtifactSignature signature) {
        ObjectNode layer = layers.addObject();
        describe(layer, PAYLOAD, signature.payload());
        layer.putObject("annotations").put(SIGNATURE, signature.signature());
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("architecture", "").put("created", NO_TIME);
        config.putArray("history").addObject().put("created", NO_TIME);
        config.put("os", "");
        ArrayNode files = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        layers.forEach(each -> files.add(each.path("digest").asText()));
        config.putObject("config");
        byte[] configBytes = bytes(config);
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MediaTypes.MANIFEST);
        describe(manifest.putObject("config"), CONFIG, configBytes);
        manifest.set("layers", layers);
        return new SignatureManifest(bytes(manifest), configBytes);
    }

    /** What a manifest says is there; layers that hold no signature are passed over. */
    public static List<Entry> read(byte[] manifest, ObjectMapper json) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (JsonNode layer : json.readTree(manifest).path("layers")) {
                String signature = layer.path("annotations").path(SIGNATURE).asText();
                if (PAYLOAD.equals(layer.path("mediaType").asText()) && !signature.isEmpty()) {
                    entries.add(new Entry(
                            new Digest(layer.path("digest").asText()),
                            layer.path("size").asLong(),
                            signature));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidArtifactException(UNREADABLE, e);
        }
        return List.copyOf(entries.subList(0, Math.min(entries.size(), MAX_SIGNATURES)));
    }

    private static void describe(ObjectNode descriptor, String mediaType, byte[] blob) {
        descriptor
                .put("mediaType", mediaType)
                .put("size", blob.length)
                .put("digest", Digest.of(blob).value());
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
