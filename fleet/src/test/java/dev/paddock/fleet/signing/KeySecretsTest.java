// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.core.signature.SigningKey;
import dev.paddock.core.signature.TrustedKey;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeySecretsTest {
    private static final SigningKey FIRST = SigningKey.generate("cosign.pub", new SecureRandom());
    private static final SigningKey SECOND = SigningKey.generate("cosign.pub", new SecureRandom());
    private final SigningSecret signing = new SigningSecret();
    private final VerificationSecret verification = new VerificationSecret();

    @Test
    void theSigningKeyIsKeptUnderTheNamesOfCosignAndReadAgain() {
        Secret secret = signing.write("mural-system", FIRST);

        assertThat(secret.getData()).containsOnlyKeys("cosign.key", "cosign.pub");
        assertThat(signing.read(secret).shown().fingerprint())
                .isEqualTo(FIRST.shown().fingerprint());
    }

    @Test
    void aSigningKeyThatIsNoneIsToldByItsPlaceInTheSecretAndNotByItsValue() {
        Secret good = signing.write("mural-system", FIRST);
        Secret without = new SecretBuilder(good).removeFromData("cosign.key").build();
        Secret mixed = new SecretBuilder(good)
                .addToData(
                        "cosign.key",
                        signing.write("mural-system", SECOND).getData().get("cosign.key"))
                .build();
        Secret noPublic = new SecretBuilder(good)
                .addToData("cosign.pub", encode("ghp_secret"))
                .build();

        assertThatThrownBy(() -> signing.read(without))
                .hasMessage("Secret paddock-signing-key: cosign.key: Required value: there is no cosign.key");
        assertThatThrownBy(() -> signing.read(mixed))
                .hasMessage(
                        "Secret paddock-signing-key: cosign.key: is not the other half of the public key cosign.pub");
        assertThatThrownBy(() -> signing.read(noPublic))
                .hasMessageContaining("paddock-signing-key: cosign.pub: must be a PEM block")
                .hasMessageNotContaining("ghp_secret");
    }

    @Test
    void aNewKeyJoinsThoseThatAreTrustedAndAKnownOneChangesNothing() {
        Secret one = verification
                .with(Optional.empty(), "mural-system", FIRST.shown())
                .orElseThrow();
        Secret own = new SecretBuilder(one)
                .addToData("ci.pub", encode(SECOND.shown().pem()))
                .addToData("notes", encode("no key"))
                .build();
        SigningKey third = SigningKey.generate("cosign.pub", new SecureRandom());
        Secret rotated = verification
                .with(Optional.of(own), "mural-system", third.shown())
                .orElseThrow();

        assertThat(verification.with(Optional.of(own), "mural-system", FIRST.shown()))
                .isEmpty();
        assertThat(verification.read(rotated))
                .extracting(TrustedKey::fingerprint)
                .containsExactlyInAnyOrder(
                        FIRST.shown().fingerprint(),
                        SECOND.shown().fingerprint(),
                        third.shown().fingerprint());
    }

    @Test
    void aTrustedKeyThatCannotBeReadIsNamed() {
        Secret broken =
                new SecretBuilder().addToData("ci.pub", encode("nonsense")).build();

        assertThatThrownBy(() -> verification.read(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Secret paddock-verification-keys: ci.pub: must be a PEM block");
    }

    @Test
    void nothingOfThePrivateKeyIsShown() {
        Secret shown = verification
                .with(Optional.empty(), "mural-system", FIRST.shown())
                .orElseThrow();

        assertThat(new String(
                        Base64.getDecoder()
                                .decode(shown.getData().values().iterator().next()),
                        StandardCharsets.UTF_8))
                .startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(shown.getData()).hasSize(1);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
