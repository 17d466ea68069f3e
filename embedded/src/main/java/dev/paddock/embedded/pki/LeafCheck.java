// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.pki;

import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;

/** Decides whether a certificate at hand still serves its purpose. */
final class LeafCheck {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private LeafCheck() {}

    /** @param neededUntil it must not expire before */
    static boolean fits(
            X509Certificate held,
            X509Certificate issuer,
            KeyPair keys,
            Subject subject,
            List<String> names,
            Instant neededUntil) {
        return held.getNotAfter().toInstant().isAfter(neededUntil)
                && held.getPublicKey().equals(keys.getPublic())
                && X500Name.getInstance(held.getSubjectX500Principal().getEncoded())
                        .equals(subject.x500())
                && signedBy(held, issuer)
                && alternatives(held).equals(Set.copyOf(names));
    }

    static boolean isAddress(String name) {
        return IPV4.matcher(name).matches();
    }

    private static boolean signedBy(X509Certificate held, X509Certificate issuer) {
        try {
            held.verify(issuer.getPublicKey());
            return true;
        } catch (java.security.GeneralSecurityException notByThisOne) {
            return false;
        }
    }

    private static Set<String> alternatives(X509Certificate held) {
        try {
            Collection<List<?>> names = held.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toSet());
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
    }
}
