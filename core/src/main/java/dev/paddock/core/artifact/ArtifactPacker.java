// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * Packs files in the layout of Flux: an OCI image manifest without artifact type, a config that names the layer's
 * uncompressed digest, and one gzip-compressed tar as layer. The same files and origin always give the same bytes.
 */
public final class ArtifactPacker {
    private static final String NO_TIME = "0001-01-01T00:00:00Z";

    public Packing pack(ArtifactFiles files, ArtifactOrigin origin) {
        if (files.size() > ArtifactFiles.MAX_BYTES) {
            return new Packing.TooLarge(files.size(), ArtifactFiles.MAX_BYTES);
        }
        byte[] tar = Tar.write(files);
        byte[] layer = Gzip.compress(tar);
        byte[] config = config(Digest.of(tar));
        return new Packing.Packed(new PackedArtifact(manifest(config, layer, origin), config, layer));
    }

    private static byte[] config(Digest diffId) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("architecture", "").put("created", NO_TIME);
        config.putArray("history").addObject().put("created", NO_TIME);
        config.put("os", "");
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add(diffId.value());
        config.putObject("config");
        return bytes(config);
    }

    private static byte[] manifest(byte[] config, byte[] layer, ArtifactOrigin origin) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MediaTypes.MANIFEST);
        describe(manifest.putObject("config"), MediaTypes.CONFIG, config);
        describe(manifest.putArray("layers").addObject(), MediaTypes.CONTENT, layer);
        ObjectNode annotations = manifest.putObject("annotations");
        origin.annotations().forEach(annotations::put);
        return bytes(manifest);
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
