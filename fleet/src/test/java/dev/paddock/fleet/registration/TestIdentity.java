// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.registration;

import dev.paddock.api.ocm.OcmNames;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A key, the request for its certificate, and the kubeconfig once there is one: what an agent makes of itself. */
record TestIdentity(KeyPair keys, String requestPem) {
    private static final int KEY_BITS = 2048;

    static TestIdentity create(String cluster) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair keys = generator.generateKeyPair();
            X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.O, AgentIdentity.group(cluster))
                    .addRDN(BCStyle.O, AgentIdentity.ALL_CLUSTERS_GROUP)
                    .addRDN(BCStyle.CN, AgentIdentity.user(cluster));
            return new TestIdentity(
                    keys,
                    pem(new JcaPKCS10CertificationRequestBuilder(subject.build(), keys.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("every Java platform signs with RSA and SHA-256", e);
        }
    }

    CertificateSigningRequest request(String cluster) {
        return new CertificateSigningRequestBuilder()
                .withNewMetadata()
                .withGenerateName(cluster + "-")
                .addToLabels(OcmNames.CLUSTER_NAME_LABEL, cluster)
                .endMetadata()
                .withNewSpec()
                .withSignerName(AgentIdentity.SIGNER)
                .withUsages("digital signature", "key encipherment", "client auth")
                .withRequest(encode(requestPem))
                .endSpec()
                .build();
    }

    String kubeconfig(Config hub, String certificate) {
        return Serialization.asYaml(new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .withCurrentContext("hub")
                .addNewCluster()
                .withName("hub")
                .withNewCluster()
                .withServer(hub.getMasterUrl())
                .withCertificateAuthorityData(hub.getCaCertData())
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName("agent")
                .withNewUser()
                .withClientCertificateData(certificate)
                .withClientKeyData(encode(pem(keys.getPrivate())))
                .endUser()
                .endUser()
                .addNewContext()
                .withName("hub")
                .withNewContext()
                .withCluster("hub")
                .withUser("agent")
                .endContext()
                .endContext()
                .build());
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException("nothing but memory is written to", e);
        }
        return text.toString();
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
