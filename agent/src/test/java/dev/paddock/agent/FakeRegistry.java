// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.flux.ArtifactFetch;
import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.Digest;
import dev.paddock.fleet.oci.ArtifactPuller.PulledArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Artifacts in memory; can be down. */
final class FakeRegistry implements ArtifactFetch {

    private final Map<Digest, ArtifactFiles> artifacts = new ConcurrentHashMap<>();
    private volatile boolean down;

    Digest publish(Map<String, String> files) {
        Digest digest = Digest.of(new TreeMap<>(files).toString().getBytes(StandardCharsets.UTF_8));
        artifacts.put(digest, ArtifactFiles.ofText(files));
        return digest;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public PulledArtifact fetch(ArtifactRepository repository, Digest digest, RegistryAccess access) {
        ArtifactFiles files = artifacts.get(digest);
        if (down || files == null) {
            throw new RegistryException(
                    RegistryException.Kind.UNAVAILABLE, "registry is down", new IOException("connection refused"));
        }
        return new PulledArtifact(digest, "demo@v0", files.size(), files);
    }
}
