// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.ocm.OcmNames;
import dev.paddock.fleet.join.BootstrapToken;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** Reads a CertificateSigningRequest, and looks up what its sender's bootstrap token is good for. */
final class CertificateAskReader {
    private final KubernetesClient client;

    CertificateAskReader(KubernetesClient client) {
        this.client = client;
    }

    /** Nothing for a request to another signer, or one that cannot be read: the signer itself will say what is wrong. */
    Optional<CertificateAsk> read(CertificateSigningRequest csr) {
        CertificateSigningRequestSpec spec = csr.getSpec();
        String cluster = csr.getMetadata().getLabels().getOrDefault(OcmNames.CLUSTER_NAME_LABEL, "");
        if (cluster.isEmpty() || !AgentIdentity.SIGNER.equals(spec.getSignerName())) {
            return Optional.empty();
        }
        String requester = spec.getUsername() == null ? "" : spec.getUsername();
        return subject(spec.getRequest())
                .map(subject -> new CertificateAsk(
                        cluster,
                        values(subject, BCStyle.CN).stream().collect(Collectors.joining(",")),
                        values(subject, BCStyle.O),
                        new HashSet<>(spec.getUsages() == null ? List.of() : spec.getUsages()),
                        requester,
                        new HashSet<>(spec.getGroups() == null ? List.of() : spec.getGroups()),
                        bootstraps(requester)));
    }

    private Optional<String> bootstraps(String requester) {
        return BootstrapToken.secretOf(requester).flatMap(name -> {
            Secret token = client.secrets()
                    .inNamespace(BootstrapToken.NAMESPACE)
                    .withName(name)
                    .get();
            return token == null
                    ? Optional.empty()
                    : Optional.ofNullable(token.getMetadata().getAnnotations().get(BootstrapToken.CLUSTER_ANNOTATION));
        });
    }

    private static Optional<X500Name> subject(String request) {
        String pem = new String(Base64.getMimeDecoder().decode(request), StandardCharsets.UTF_8);
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return parser.readObject() instanceof PKCS10CertificationRequest parsed
                    ? Optional.of(parsed.getSubject())
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Set<String> values(X500Name subject, ASN1ObjectIdentifier type) {
        return Arrays.stream(subject.getRDNs(type))
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(part -> part.getType().equals(type))
                .map(part -> IETFUtils.valueToString(part.getValue()))
                .collect(Collectors.toSet());
    }
}
