// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import dev.paddock.core.artifact.Digest;
import java.nio.file.Path;
import java.util.function.Function;
import land.oras.ContainerRef;
import land.oras.CopyUtils;
import land.oras.LayoutRef;
import land.oras.OCILayout;

/** Sends an image from an OCI layout on disk to a registry. Blobs that the registry has already are not sent again. */
public final class ImagePublisher {
    private final RegistryConnections registries;

    /** @param access how to enter a registry, by its host */
    public ImagePublisher(Function<String, RegistryAccess> access) {
        this.registries = new RegistryConnections(access);
    }

    /**
     * Publishes the image that the layout has under the tag, under the same tag.
     *
     * @return the digest the registry now names so
     */
    public Digest publish(Path layout, String tag, ArtifactRepository repository) {
        LayoutRef source = LayoutRef.of(OCILayout.fromLayoutIndex(layout), tag);
        ContainerRef target = ContainerRef.parse(repository.tagged(tag));
        return registries.to(repository).call("cannot push the image to", registry -> {
            CopyUtils.copy(
                    OCILayout.fromLayoutIndex(layout), source, registry, target, CopyUtils.CopyOptions.shallow());
            return new Digest(registry.probeDescriptor(target).getDigest());
        });
    }
}
