// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.ArtifactOrigin;
import dev.paddock.core.artifact.ArtifactPacker;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.artifact.Packing;
import dev.paddock.embedded.registry.RegistryEndpoint;
import dev.paddock.fleet.oci.RegistryAccess.Credentials;
import dev.paddock.testkit.cluster.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** A registry of the test's own as publishers and pullers see it. */
final class LocalRegistry implements AutoCloseable {
    final RegistryAccess access;
    final ArtifactRepository root;

    private final TestRegistry registry;

    LocalRegistry(String name) throws IOException {
        registry = TestRegistry.start(name);
        RegistryEndpoint endpoint = registry.endpoint();
        access = new RegistryAccess(
                new Credentials(endpoint.user(), endpoint.password()), Files.readString(endpoint.authority()), false);
        root = ArtifactRepository.parse("oci://" + endpoint.address() + "/paddock");
    }

    /** Stops and starts it as {@code paddock down} and {@code up} do. */
    void restart() {
        registry.restart();
    }

    @Override
    public void close() {
        registry.close();
    }

    Path data() {
        return registry.data();
    }

    Path blob(Digest digest) {
        return registry.blob(digest.hex());
    }

    ArtifactPublisher publisher() {
        return new ArtifactPublisher(host -> access);
    }

    ArtifactPuller puller() {
        return new ArtifactPuller(host -> access);
    }

    static PackedArtifact packed(String text) {
        ArtifactOrigin origin = ArtifactOrigin.of(
                Instant.parse("2026-01-01T00:00:00Z"), "project-a", "MLPlatform", "clearml", "clearml", "v3");
        Packing packing = new ArtifactPacker().pack(ArtifactFiles.ofText(Map.of("p000/a.yaml", text)), origin);
        return ((Packing.Packed) packing).artifact();
    }
}
