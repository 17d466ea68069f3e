// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactTags;
import dev.paddock.fleet.oci.RegistryException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registry in memory that can be down, and a key that can be missing. */
final class FakeRegistry implements Publishing {

    final Map<String, PackedArtifact> artifacts = new LinkedHashMap<>();
    final Map<String, String> signers = new LinkedHashMap<>();
    /** What the installation signs with now; not a key when there is none. */
    String key = "sha256:key";

    RegistryException.@Nullable Kind failing;

    @Override
    public Digest publish(ArtifactRepository repository, PackedArtifact artifact, ArtifactTags tags) {
        if (failing != null) {
            throw new RegistryException(
                    failing,
                    "registry " + repository.host() + ": cannot publish to " + repository.path(),
                    new IOException());
        }
        artifacts.put(tags.latest(), artifact);
        return artifact.digest();
    }

    @Override
    public String sign(ArtifactRepository repository, Digest digest) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("Secret paddock-signing-key: cosign.key: must be a PEM block");
        }
        signers.put(digest.value(), key);
        return key;
    }
}
