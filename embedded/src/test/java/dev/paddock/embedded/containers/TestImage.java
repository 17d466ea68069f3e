// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.registry.RegistryEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An image that holds this machine's static busybox and nothing else, pushed to a registry. */
final class TestImage {
    static final Path BUSYBOX = Path.of("/bin/busybox");

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final List<String> APPLETS =
            List.of("sh", "cat", "echo", "hostname", "httpd", "id", "nc", "nslookup", "sleep", "wget");

    private final HttpClient client;
    private final RegistryEndpoint registry;

    private TestImage(HttpClient client, RegistryEndpoint registry) {
        this.client = client;
        this.registry = registry;
    }

    /** @return the image's reference */
    static String push(RegistryEndpoint registry, Path work) throws Exception {
        try (HttpClient client = client(registry)) {
            return new TestImage(client, registry).push(work);
        }
    }

    private String push(Path work) throws Exception {
        byte[] layer = layer(work);
        String config =
                "{\"architecture\":\"%s\",\"os\":\"linux\",\"config\":{\"Env\":[\"PATH=/bin\"],\"Entrypoint\":[\"/bin/sh\"]},"
                                .formatted(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64")
                        + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}".formatted(digest(layer));
        byte[] configBytes = config.getBytes(StandardCharsets.UTF_8);
        blob(layer);
        blob(configBytes);
        String manifest =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d},"
                                .formatted(
                                        MANIFEST,
                                        "application/vnd.oci.image.config.v1+json",
                                        digest(configBytes),
                                        configBytes.length)
                        + "\"layers\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}]}"
                                .formatted("application/vnd.oci.image.layer.v1.tar", digest(layer), layer.length);
        HttpResponse<String> answer = client.send(
                request("/v2/test/busybox/manifests/1")
                        .header("Content-Type", MANIFEST)
                        .PUT(HttpRequest.BodyPublishers.ofString(manifest))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return registry.address() + "/test/busybox:1";
    }

    private static byte[] layer(Path work) throws IOException {
        Path root = work.resolve("root");
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path tmp = Files.createDirectories(root.resolve("tmp"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.copy(BUSYBOX, bin.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String applet : APPLETS) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        Path archive = work.resolve("layer.tar");
        new HostCommand()
                .require(List.of(
                        "tar", "--owner=0", "--group=0", "-C", root.toString(), "-cf", archive.toString(), "."));
        return Files.readAllBytes(archive);
    }

    private void blob(byte[] content) throws Exception {
        HttpResponse<String> begun = client.send(
                request("/v2/test/busybox/blobs/uploads/")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        URI target = URI.create("https://" + registry.address() + "/").resolve(location);
        HttpResponse<String> done = client.send(
                authorized(HttpRequest.newBuilder(URI.create(
                                target + (target.getQuery() == null ? "?" : "&") + "digest=" + digest(content))))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
    }

    private HttpRequest.Builder request(String path) {
        return authorized(HttpRequest.newBuilder(URI.create("https://" + registry.address() + path)));
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        String login = registry.user() + ":" + registry.password();
        return request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static String digest(byte[] content) throws GeneralSecurityException {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static HttpClient client(RegistryEndpoint registry) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream stream = Files.newInputStream(registry.authority())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(stream));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
