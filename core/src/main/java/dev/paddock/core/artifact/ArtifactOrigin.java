// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an artifact comes from. All of it goes into the manifest and so into the digest; that is why the time is the
 * creation of the profile revision and never the time of packing.
 */
public record ArtifactOrigin(Instant created, String source, String revision) {
    public ArtifactOrigin {
        created = created.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The source of a deployment's artifact is the object it was rendered for, its revision the profile's version. */
    public static ArtifactOrigin of(
            Instant profileCreated, String namespace, String kind, String name, String profile, String version) {
        return new ArtifactOrigin(
                profileCreated, "mural://" + namespace + "/" + kind + "/" + name, profile + "@" + version);
    }

    Map<String, String> annotations() {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("org.opencontainers.image.created", created.toString());
        annotations.put("org.opencontainers.image.source", source);
        annotations.put("org.opencontainers.image.revision", revision);
        return annotations;
    }
}
