// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import org.junit.jupiter.api.Test;

/** The registry library takes no proxy of its own: what the process prefers has to reach it. */
class ProxiedRegistryIT {

    @Test
    void artifactsAreSentAndPulledThroughTheProxyOfTheProcess() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (LocalRegistry registry = new LocalRegistry("proxied");
                ConnectProxy proxy = new ConnectProxy()) {
            // The registry is on this machine, which EnvironmentProxies would never send through a proxy.
            InetSocketAddress address = proxy.address();
            ProxySelector.setDefault(ProxySelector.of(address));
            ArtifactRepository repository = registry.root.of("acme", "project-a", "proxied");
            PackedArtifact artifact = LocalRegistry.packed("a: 1\n");

            Digest digest = registry.publisher().publish(repository, artifact, ArtifactTags.of("1", "0123456789"));
            registry.puller().pull(repository, digest);

            assertThat(proxy.asked()).isNotEmpty().containsOnly(repository.host());
        } finally {
            ProxySelector.setDefault(before);
        }
    }
}
