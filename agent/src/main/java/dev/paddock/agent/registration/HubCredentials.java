// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.registration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The agent's own access to the hub on disk: one kubeconfig with key and certificate, readable by the owner only, replaced as
 * a whole or not at all.
 */
final class HubCredentials {

    /** Between these parts of its life a certificate is renewed; the exact moment is spread over agents. */
    private static final double RENEW_FROM = 0.7;

    private static final double RENEW_TO = 0.8;

    /** A certificate's life. */
    record Validity(Instant from, Instant to) {

        /** @param spread between 0 and 1, the same for one agent */
        Instant renewAt(double spread) {
            double part = RENEW_FROM + (RENEW_TO - RENEW_FROM) * spread;
            return from.plusMillis((long) (Duration.between(from, to).toMillis() * part));
        }
    }

    private final Path file;
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    HubCredentials(Path file) {
        this.file = file;
    }

    /** What is stored and still valid now; anything else counts as nothing and is registered anew. */
    Optional<Config> load(Instant now) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Config config = Config.fromKubeconfig(Files.readString(file));
        return validity(config).filter(v -> now.isBefore(v.to())).map(valid -> config);
    }

    Optional<Validity> validity(Config config) {
        String data = config.getClientCertData();
        if (data == null || data.isEmpty()) {
            return Optional.empty();
        }
        byte[] pem = Base64.getMimeDecoder().decode(data);
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            return Optional.of(new Validity(
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant()));
        } catch (CertificateException unreadable) {
            throw new IllegalStateException(
                    file + ": its client certificate cannot be read; delete the file to register again", unreadable);
        }
    }

    /** The bootstrap access with the new identity in the place of the token. */
    Config store(Config bootstrap, String cluster, String certificatePem, String keyPem) throws IOException {
        ObjectNode root = yaml.createObjectNode();
        root.put("apiVersion", "v1").put("kind", "Config").put("current-context", "hub");
        ObjectNode hub =
                root.putArray("clusters").addObject().put("name", "hub").putObject("cluster");
        hub.put("server", bootstrap.getMasterUrl());
        String ca = caData(bootstrap);
        if (!ca.isEmpty()) {
            hub.put("certificate-authority-data", ca);
        }
        root.putArray("users")
                .addObject()
                .put("name", cluster)
                .putObject("user")
                .put("client-certificate-data", base64(certificatePem))
                .put("client-key-data", base64(keyPem));
        root.putArray("contexts")
                .addObject()
                .put("name", "hub")
                .putObject("context")
                .put("cluster", "hub")
                .put("user", cluster)
                .put("namespace", cluster);
        write(yaml.writeValueAsString(root));
        return Config.fromKubeconfig(Files.readString(file));
    }

    /** The CA tells one hub from another; addresses move. */
    static String caData(Config config) throws IOException {
        String data = config.getCaCertData();
        String path = config.getCaCertFile();
        if (data != null && !data.isEmpty()) {
            return data;
        }
        return path == null || path.isEmpty() ? "" : base64(Files.readString(Path.of(path)));
    }

    private void write(String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path partial = Files.createTempFile(
                directory,
                "hub-",
                ".partial",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(partial, text);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }
}
