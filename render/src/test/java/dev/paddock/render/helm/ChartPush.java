// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.embedded.registry.RegistryEndpoint;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Puts a chart into a registry as {@code helm push} does. */
final class ChartPush {

    private final RegistryEndpoint registry;
    private final HttpClient client;
    private final String login;

    ChartPush(RegistryEndpoint registry) throws Exception {
        this.registry = registry;
        this.login = "Basic "
                + Base64.getEncoder()
                        .encodeToString((registry.user() + ":" + registry.password()).getBytes(StandardCharsets.UTF_8));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(registry.authority())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        client = HttpClient.newBuilder().sslContext(tls).build();
    }

    void push(String repository, String tag, byte[] archive) throws Exception {
        byte[] config = "{\"name\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
        blob(repository, config);
        blob(repository, archive);
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.manifest.v1+json");
        describe(manifest.putObject("config"), "application/vnd.cncf.helm.config.v1+json", config);
        describe(
                manifest.putArray("layers").addObject(),
                "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
                archive);
        send(HttpRequest.newBuilder(at("/v2/%s/manifests/%s".formatted(repository, tag)))
                .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString(manifest.toString())));
    }

    private static void describe(ObjectNode descriptor, String type, byte[] content) throws Exception {
        descriptor.put("mediaType", type).put("digest", digest(content)).put("size", content.length);
    }

    private void blob(String repository, byte[] content) throws Exception {
        HttpResponse<String> begun = send(HttpRequest.newBuilder(at("/v2/%s/blobs/uploads/".formatted(repository)))
                .POST(HttpRequest.BodyPublishers.noBody()));
        String location = begun.headers().firstValue("Location").orElseThrow();
        URI target = at("/").resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + digest(content));
        send(HttpRequest.newBuilder(target)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                client.send(request.header("Authorization", login).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response;
    }

    private URI at(String path) {
        return URI.create("https://" + registry.address() + path);
    }

    private static String digest(byte[] content) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
