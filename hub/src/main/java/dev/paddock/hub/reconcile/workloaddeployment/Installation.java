// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.fleet.oci.ArtifactRepository;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the installation that a delivery uses, from {@code mural-system/paddock-config}.
 *
 * @param registry where artifacts are pushed, {@code oci://host/prefix}; empty until the installation names one
 * @param registryPull where spokes pull from
 * @param signer the fingerprint of the key that artifacts are signed with now; empty until there is one
 */
public record Installation(
        Optional<String> registry,
        Optional<String> registryPull,
        Optional<String> domain,
        Optional<String> ingressClass,
        Optional<String> hubUrl,
        Optional<String> signer,
        String hubVersion) {

    /** The name of the ConfigMap in the system namespace. */
    public static final String CONFIG_MAP = "paddock-config";

    public static Installation of(Map<String, String> settings, String hubVersion) {
        Optional<String> registry = setting(settings, "registry");
        return new Installation(
                registry,
                setting(settings, "registryPull").or(() -> registry),
                setting(settings, "domain"),
                setting(settings, "ingressClass"),
                setting(settings, "hubURL"),
                Optional.empty(),
                hubVersion);
    }

    /** The same with artifacts signed by that key. */
    public Installation signedBy(Optional<String> fingerprint) {
        return new Installation(registry, registryPull, domain, ingressClass, hubUrl, fingerprint, hubVersion);
    }

    /** Where spokes pull the images from that {@code paddock image build --push} has brought there, without a scheme. */
    public Optional<String> imageRegistry() {
        return registryPull.map(
                url -> url.replaceFirst("^oci://", "").replaceFirst("/+$", "") + "/" + ArtifactRepository.IMAGES);
    }

    private static Optional<String> setting(Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
