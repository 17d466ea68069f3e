// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.pki;

import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Whom a certificate names; to Kubernetes the common name is the user and the organizations are the groups. */
public record Subject(String commonName, List<String> organizations) {
    public Subject {
        organizations = List.copyOf(organizations);
    }

    public static Subject of(String commonName, String... organizations) {
        return new Subject(commonName, List.of(organizations));
    }

    X500Name x500() {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        organizations.forEach(organization -> builder.addRDN(BCStyle.O, organization));
        return builder.addRDN(BCStyle.CN, commonName).build();
    }
}
