// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.registration;

import dev.paddock.agent.kube.Clients;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.fleet.join.SigningRequest;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the agent comes by an identity of its own on the hub, as OCM's registration agent does: announces the cluster, asks for
 * a certificate, waits until the hub's administrator has accepted the cluster and the certificate is there. The bootstrap
 * access is used for nothing else.
 */
public final class Registration {

    private static final Logger log = LoggerFactory.getLogger(Registration.class);
    private static final String SIGNER = "kubernetes.io/kube-apiserver-client";
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private final String cluster;
    private final Path bootstrapKubeconfig;
    private final HubCredentials credentials;
    private final Clock clock;

    public Registration(String cluster, Path bootstrapKubeconfig, Path hubKubeconfig, Clock clock) {
        this.cluster = cluster;
        this.bootstrapKubeconfig = bootstrapKubeconfig;
        this.credentials = new HubCredentials(hubKubeconfig);
        this.clock = clock;
    }

    /** A stored identity that is valid, without talking to the hub. */
    public Optional<Config> stored() throws IOException {
        return credentials.load(clock.instant());
    }

    /** Joins with the bootstrap access; waits for acceptance up to ten minutes, then fails to be tried again. */
    public Config join() throws IOException {
        Config bootstrap = Config.fromKubeconfig(Files.readString(bootstrapKubeconfig));
        try (KubernetesClient hub = Clients.open(bootstrap)) {
            announce(hub);
            return certify(hub, bootstrap);
        }
    }

    /** A new key and certificate with the present identity. */
    public Config renew(KubernetesClient hub) throws IOException {
        return certify(hub, hub.getConfiguration());
    }

    /** @param spread between 0 and 1, so that agents that joined together do not renew together */
    public Instant renewAt(Config config, double spread) {
        return credentials.validity(config).map(v -> v.renewAt(spread)).orElse(Instant.MAX);
    }

    /** Tells this hub from another, whatever address it has today. */
    public static String hubIdentity(Config config) throws IOException {
        String ca = HubCredentials.caData(config);
        return ca.isEmpty() ? config.getMasterUrl() : ca;
    }

    private void announce(KubernetesClient hub) {
        if (hub.resources(ManagedCluster.class).withName(cluster).get() != null) {
            return;
        }
        ManagedCluster announced = new ManagedCluster();
        announced.setMetadata(new ObjectMetaBuilder().withName(cluster).build());
        announced.setSpec(
                new ManagedClusterSpec(List.of(), false, ManagedClusterSpec.PADDOCK_LEASE_SECONDS, List.of()));
        try {
            hub.resource(announced).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
        }
    }

    private Config certify(KubernetesClient hub, Config access) throws IOException {
        String group = "system:open-cluster-management:" + cluster;
        SigningRequest request = SigningRequest.create(
                group + ":paddock-agent", List.of(group, "system:open-cluster-management:managed-clusters"));
        CertificateSigningRequest created = hub.certificates()
                .v1()
                .certificateSigningRequests()
                .resource(csr(request))
                .create();
        String name = created.getMetadata().getName();
        log.atInfo().addKeyValue("cluster", cluster).log("waiting for {} to be approved", name);
        CertificateSigningRequest answered = hub.certificates()
                .v1()
                .certificateSigningRequests()
                .withName(name)
                .waitUntilCondition(Registration::answered, ASK_AGAIN.toSeconds(), TimeUnit.SECONDS);
        String certificate = certificate(answered);
        if (certificate.isEmpty()) {
            throw new IllegalStateException("the hub denied " + name + "; is the cluster name " + cluster
                    + " taken or its acceptance withdrawn? See kubectl describe csr " + name + " on the hub");
        }
        String pem = new String(Base64.getMimeDecoder().decode(certificate), StandardCharsets.UTF_8);
        return credentials.store(access, cluster, pem, request.keyPem());
    }

    private CertificateSigningRequest csr(SigningRequest request) {
        return new CertificateSigningRequestBuilder()
                .withNewMetadata()
                .withGenerateName(cluster + "-")
                .addToLabels(OcmNames.CLUSTER_NAME_LABEL, cluster)
                .endMetadata()
                .withNewSpec()
                .withSignerName(SIGNER)
                .withUsages("digital signature", "key encipherment", "client auth")
                .withRequest(
                        Base64.getEncoder().encodeToString(request.requestPem().getBytes(StandardCharsets.UTF_8)))
                .endSpec()
                .build();
    }

    private static boolean answered(CertificateSigningRequest csr) {
        return csr == null || !certificate(csr).isEmpty() || refused(csr);
    }

    private static boolean refused(CertificateSigningRequest csr) {
        return csr.getStatus() != null
                && csr.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Denied".equals(condition.getType()) || "Failed".equals(condition.getType()));
    }

    private static String certificate(CertificateSigningRequest csr) {
        return csr == null || csr.getStatus() == null || csr.getStatus().getCertificate() == null
                ? ""
                : csr.getStatus().getCertificate();
    }
}
