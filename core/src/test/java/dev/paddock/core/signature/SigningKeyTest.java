// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningKeyTest {
    private static final String P384 = """
            -----BEGIN PUBLIC KEY-----
            MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE2oplrzeHhAO9/SJWE9L+t6gc1EVBp2xz
            TXT7w0lw4npNxDQzAPnWaaffY1tM5PVl58Sup3zYJLVpEKxHW739pQZPulijPiTy
            JdAV0FDUAC5VBxnI39wAmgpGy4vPWd/y
            -----END PUBLIC KEY-----
            """;

    private final SigningKey key = SigningKey.generate("cosign.pub", new SecureRandom());

    @Test
    void whatIsWrittenAsPemIsReadAgain() {
        TrustedKey shown = TrustedKey.parse("cosign.pub", key.shown().pem());
        SigningKey read = SigningKey.parse(key.privatePem(), shown);

        assertThat(shown.fingerprint()).isEqualTo(key.shown().fingerprint()).startsWith("sha256:");
        assertThat(key.shown().made(read.sign(new byte[] {1}))).isTrue();
    }

    @Test
    void twoHalvesOfDifferentPairsAreRefused() {
        SigningKey other = SigningKey.generate("cosign.pub", new SecureRandom());

        assertThatThrownBy(() -> SigningKey.parse(other.privatePem(), key.shown()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other half of the public key cosign.pub");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ENCRYPTED SIGSTORE PRIVATE KEY, password",
        "ENCRYPTED PRIVATE KEY, password",
        "EC PRIVATE KEY, pkcs8",
        "PRIVATE KEY, P-256",
    })
    void aKeyOfAnotherFormIsRefusedWithARemedyAndWithoutAnyOfIt(String label, String told) {
        String pem = "-----BEGIN " + label + "-----\nc2VjcmV0\n-----END " + label + "-----\n";

        assertThatThrownBy(() -> SigningKey.parse(pem, key.shown()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void onlyTheCurveP256IsTaken() {
        assertThatThrownBy(() -> TrustedKey.parse("big.pub", P384))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("big.pub: must be a key on the curve P-256");
        assertThatThrownBy(() -> TrustedKey.parse("none.pub", "nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.pub: must be a PEM block \"PUBLIC KEY\"");
    }

    @Test
    void theKeyIsNotInItsText() {
        assertThat(key.toString())
                .doesNotContain("PRIVATE")
                .contains(key.shown().fingerprint());
    }
}
