// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.embedded.ClusterHandle;
import dev.paddock.fleet.join.SigningRequest;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedAuthInfoBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The hub's own identity on a cluster whose certificate authority is not ours: asked for and approved through the cluster's
 * certificates API, so that the hub never runs with the administrator's rights.
 */
final class HubAccess {
    private static final String SIGNER = "kubernetes.io/kube-apiserver-client";
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final long SIGN_SECONDS = 30;

    private final LocalFleet fleet;

    HubAccess(LocalFleet fleet) {
        this.fleet = fleet;
    }

    void ensure(ClusterHandle cluster, Path target) {
        Config admin = parse(fleet.home().read(cluster.kubeconfig()).orElseThrow());
        if (fleet.home().read(target).filter(text -> lasts(text, admin, now())).isPresent()) {
            return;
        }
        SigningRequest request = SigningRequest.create(HubCluster.USER, List.of());
        try (KubernetesClient client = FleetUp.client(cluster.kubeconfig())) {
            String certificate = certify(client, request);
            fleet.home().write(target, kubeconfig(admin, request, certificate));
        }
    }

    private Instant now() {
        return fleet.machine().clock().instant();
    }

    /** A certificate that cannot be read does not last: another is asked for. */
    static boolean lasts(String held, Config admin, Instant now) {
        Config config = parse(held);
        return config.getClusters().equals(admin.getClusters())
                && expiry(config).filter(now.plus(RENEW_BEFORE)::isBefore).isPresent();
    }

    private static Optional<Instant> expiry(Config config) {
        String data = config.getUsers().getFirst().getUser().getClientCertificateData();
        if (data == null) {
            return Optional.empty();
        }
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(data)));
            return Optional.of(certificate.getNotAfter().toInstant());
        } catch (CertificateException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static String certify(KubernetesClient client, SigningRequest request) {
        var requests = client.certificates().v1().certificateSigningRequests();
        CertificateSigningRequest made = requests.resource(asked(request)).create();
        var mine = requests.withName(made.getMetadata().getName());
        mine.approve(new CertificateSigningRequestConditionBuilder()
                .withType("Approved")
                .withStatus("True")
                .withReason("PaddockUp")
                .withMessage("asked for by paddock up for its own hub")
                .build());
        try {
            CertificateSigningRequest signed = mine.waitUntilCondition(
                    found -> found != null
                            && found.getStatus() != null
                            && found.getStatus().getCertificate() != null,
                    SIGN_SECONDS,
                    TimeUnit.SECONDS);
            return signed.getStatus().getCertificate();
        } catch (KubernetesClientTimeoutException unsigned) {
            throw new CliException(
                    ExitCode.TIMED_OUT,
                    "the cluster did not sign %s within %d s: it seems to run no signer %s"
                            .formatted(made.getMetadata().getName(), SIGN_SECONDS, SIGNER),
                    "a cluster whose controller manager signs client certificates");
        } finally {
            mine.delete();
        }
    }

    private static CertificateSigningRequest asked(SigningRequest request) {
        return new CertificateSigningRequestBuilder()
                .withNewMetadata()
                .withGenerateName(HubCluster.USER + "-")
                .endMetadata()
                .withNewSpec()
                .withSignerName(SIGNER)
                .withUsages("digital signature", "key encipherment", "client auth")
                .withRequest(
                        Base64.getEncoder().encodeToString(request.requestPem().getBytes(StandardCharsets.UTF_8)))
                .endSpec()
                .build();
    }

    private static String kubeconfig(Config admin, SigningRequest request, String certificate) {
        String key = Base64.getEncoder().encodeToString(request.keyPem().getBytes(StandardCharsets.UTF_8));
        Config own = new ConfigBuilder(admin)
                .withUsers(new NamedAuthInfoBuilder()
                        .withName(HubCluster.USER)
                        .withUser(new AuthInfoBuilder()
                                .withClientCertificateData(certificate)
                                .withClientKeyData(key)
                                .build())
                        .build())
                .build();
        own.getContexts().getFirst().getContext().setUser(HubCluster.USER);
        return Serialization.asYaml(own);
    }

    private static Config parse(String text) {
        return Serialization.unmarshal(text, Config.class);
    }
}
