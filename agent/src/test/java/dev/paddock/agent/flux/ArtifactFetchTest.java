// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.ArtifactOrigin;
import dev.paddock.core.artifact.ArtifactPacker;
import dev.paddock.core.artifact.InvalidArtifactException;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.artifact.Packing;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that hands out what it likes. */
class ArtifactFetchTest {

    private static final RegistryAccess PLAIN = new RegistryAccess(null, null, true);

    private final PackedArtifact artifact = pack("1");
    private byte[] manifest = artifact.manifest();
    private byte[] layer = artifact.layer();
    private HttpServer server;
    private ArtifactRepository repository;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v2/team/app/manifests/",
                exchange -> answer(exchange, manifest, "application/vnd.oci.image.manifest.v1+json"));
        server.createContext("/v2/team/app/blobs/", exchange -> answer(exchange, layer, "application/octet-stream"));
        server.start();
        repository = ArtifactRepository.parse(
                "oci://127.0.0.1:" + server.getAddress().getPort() + "/team/app");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takes_what_hashes_to_what_was_asked_for() {
        assertThat(ArtifactFetch.fromRegistries()
                        .fetch(repository, artifact.digest(), PLAIN)
                        .files()
                        .byPath())
                .containsOnlyKeys("p000/a.yaml");
    }

    @Test
    void refuses_another_layer_under_the_same_manifest() {
        layer = pack("2").layer();

        assertThatThrownBy(() -> ArtifactFetch.fromRegistries().fetch(repository, artifact.digest(), PLAIN))
                .isInstanceOf(InvalidArtifactException.class);
    }

    @Test
    void refuses_another_manifest_under_the_same_digest() {
        PackedArtifact other = pack("2");
        manifest = other.manifest();
        layer = other.layer();

        assertThatThrownBy(() -> ArtifactFetch.fromRegistries().fetch(repository, artifact.digest(), PLAIN))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessageContaining("asked for as");
    }

    private static void answer(HttpExchange exchange, byte[] body, String type) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static PackedArtifact pack(String value) {
        Packing packing = new ArtifactPacker()
                .pack(
                        ArtifactFiles.ofText(Map.of("p000/a.yaml", "value: " + value)),
                        new ArtifactOrigin(Instant.parse("2026-01-01T00:00:00Z"), "mural://team/App/app", "demo@v0"));
        return switch (packing) {
            case Packing.Packed packed -> packed.artifact();
            case Packing.TooLarge tooLarge -> throw new AssertionError(tooLarge.message());
        };
    }
}
