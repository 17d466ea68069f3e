// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.hub.Hub;
import dev.paddock.core.artifact.Digest;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ImagePublisher;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistryException;
import dev.paddock.fleet.oci.RegistrySecret;
import dev.paddock.images.build.BuiltImage;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * The registry a hub is installed with, and the way into it: both are read from the hub, with the rights of whoever asks, so
 * that no password is typed or kept.
 */
record HubRegistry(ArtifactRepository root, RegistryAccess access) {
    private static final String NAMESPACE = "/api/v1/namespaces/" + Namespaces.SYSTEM;

    static HubRegistry of(Hub hub) {
        String url = hub.find(NAMESPACE + "/configmaps/paddock-config")
                .map(config -> config.path("data").path("registry").asText())
                .orElse("");
        if (url.isBlank()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "the hub names no registry: ConfigMap " + Namespaces.SYSTEM + "/paddock-config has no \"registry\"",
                    "paddock up, or set it to oci://host/prefix");
        }
        ArtifactRepository root = ArtifactRepository.parse(url);
        RegistryAccess access = hub.find(NAMESPACE + "/secrets/" + RegistrySecret.NAME)
                .map(JsonNode::toString)
                .map(json -> new RegistrySecret().read(Serialization.unmarshal(json, Secret.class), root.host()))
                .orElseGet(RegistryAccess::anonymous);
        return new HubRegistry(root, access);
    }

    /** The reference of the image, as a container runtime takes it. */
    String push(BuiltImage image) {
        ArtifactRepository repository = root.image(image.name());
        try {
            Digest digest = new ImagePublisher(host -> access).publish(image.layout(), image.tag(), repository);
            if (!digest.equals(image.digest())) {
                throw new CliException(
                        ExitCode.ERROR,
                        "the registry names " + digest + " what was built as " + image.digest(),
                        "push again; somebody else may have pushed the same tag just now");
            }
            return root.images() + "/" + image.name() + ":" + image.tag() + "@" + digest;
        } catch (RegistryException failure) {
            throw new CliException(
                    failure.kind() == RegistryException.Kind.UNAVAILABLE ? ExitCode.UNREACHABLE : ExitCode.ERROR,
                    String.valueOf(failure.getMessage()),
                    "paddock status shows whether the registry runs; the image is kept, --push alone is repeated",
                    failure);
        }
    }
}
