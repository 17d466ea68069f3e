// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.flux.ArtifactFetch;
import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.TamperedArtifactException;
import dev.paddock.core.signature.ArtifactSignature;
import dev.paddock.fleet.oci.ArtifactPuller.PulledArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Artifacts in memory with their signatures; can be down. */
final class FakeRegistry implements ArtifactFetch {

    private final Map<Digest, ArtifactFiles> artifacts = new ConcurrentHashMap<>();
    private final Set<Digest> exchanged = ConcurrentHashMap.newKeySet();
    private final Map<Digest, List<ArtifactSignature>> signatures = new ConcurrentHashMap<>();
    private volatile boolean down;

    Digest publish(Map<String, String> files) {
        Digest digest = Digest.of(new TreeMap<>(files).toString().getBytes(StandardCharsets.UTF_8));
        artifacts.put(digest, ArtifactFiles.ofText(files));
        return digest;
    }

    /** Whoever asks for that digest gets something else. */
    void exchange(Digest digest) {
        exchanged.add(digest);
    }

    void down(boolean isDown) {
        down = isDown;
    }

    void sign(Digest artifact, ArtifactSignature... by) {
        signatures.put(artifact, List.of(by));
    }

    @Override
    public List<ArtifactSignature> signatures(ArtifactRepository repository, Digest digest, RegistryAccess access) {
        return signatures.getOrDefault(digest, List.of());
    }

    @Override
    public PulledArtifact fetch(ArtifactRepository repository, Digest digest, RegistryAccess access) {
        ArtifactFiles files = artifacts.get(digest);
        if (down || files == null) {
            throw new RegistryException(
                    RegistryException.Kind.UNAVAILABLE, "registry is down", new IOException("connection refused"));
        }
        if (exchanged.contains(digest)) {
            throw new TamperedArtifactException("the layer's digest is not the one asked for");
        }
        return new PulledArtifact(digest, "demo@v0", files.size(), files);
    }
}
