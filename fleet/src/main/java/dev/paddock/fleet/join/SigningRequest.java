// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.join;

import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A fresh key, made here and never sent anywhere, with the request to certify it; both PEM. */
public record SigningRequest(String keyPem, String requestPem) {

    /** RSA, because a kubeconfig does not say the algorithm and clients assume this one. */
    private static final int KEY_BITS = 2048;

    public static SigningRequest create(String commonName, List<String> organizations) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
            organizations.forEach(organization -> subject.addRDN(BCStyle.O, organization));
            subject.addRDN(BCStyle.CN, commonName);
            PKCS10CertificationRequest request = new JcaPKCS10CertificationRequestBuilder(
                            subject.build(), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
            return new SigningRequest(pem(new JcaPKCS8Generator(pair.getPrivate(), null)), pem(request));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("every Java platform signs with RSA and SHA-256", impossible);
        }
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
