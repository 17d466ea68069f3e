// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.paddock.core.artifact.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerificationTest {
    private static final Digest ARTIFACT = Digest.of("artifact".getBytes(StandardCharsets.UTF_8));
    private static final Digest OTHER = Digest.of("other".getBytes(StandardCharsets.UTF_8));
    private static final SigningKey OURS = SigningKey.generate("ours.pub", new SecureRandom());
    private static final SigningKey OLD = SigningKey.generate("old.pub", new SecureRandom());
    private static final SigningKey THEIRS = SigningKey.generate("theirs.pub", new SecureRandom());
    private static final List<TrustedKey> TRUSTED = List.of(OURS.shown(), OLD.shown());

    static Stream<Arguments> cases() {
        ArtifactSignature good = signature(OURS, ARTIFACT);
        ArtifactSignature foreign = signature(THEIRS, ARTIFACT);
        ArtifactSignature elsewhere = signature(OURS, OTHER);
        ArtifactSignature exchanged = new ArtifactSignature(elsewhere.payload(), good.signature());
        ArtifactSignature garbage = new ArtifactSignature(good.payload(), "not base64!");
        ArtifactSignature noClaim = OURS.sign("{}".getBytes(StandardCharsets.UTF_8));
        Verification another = new Verification.SignedWithAnotherKey(ARTIFACT, List.of("ours.pub", "old.pub"));
        return Stream.of(
                arguments("signed", List.of(good), new Verification.Verified("ours.pub")),
                arguments(
                        "signed before the key was rotated",
                        List.of(signature(OLD, ARTIFACT)),
                        new Verification.Verified("old.pub")),
                arguments("signed by others too", List.of(foreign, good), new Verification.Verified("ours.pub")),
                arguments(
                        "a misplaced signature beside a good one",
                        List.of(elsewhere, good),
                        new Verification.Verified("ours.pub")),
                arguments("unsigned", List.of(), new Verification.Unsigned(ARTIFACT)),
                arguments("signed with another key", List.of(foreign), another),
                arguments("a payload that was exchanged", List.of(exchanged), another),
                arguments("a signature that is none", List.of(garbage), another),
                arguments(
                        "the signature of another artifact",
                        List.of(elsewhere),
                        new Verification.SignatureOfAnother(ARTIFACT, "ours.pub", Optional.of(OTHER))),
                arguments(
                        "a signature of something else",
                        List.of(noClaim),
                        new Verification.SignatureOfAnother(ARTIFACT, "ours.pub", Optional.empty())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void oneGoodSignatureDecidesAndNothingElseDoes(
            String name, List<ArtifactSignature> signatures, Verification expected) {
        assertThat(Verification.of(ARTIFACT, signatures, TRUSTED)).isEqualTo(expected);
    }

    @Test
    void withoutAnyTrustedKeyNothingCounts() {
        Verification verdict = Verification.of(ARTIFACT, List.of(signature(OURS, ARTIFACT)), List.of());

        assertThat(verdict).isEqualTo(new Verification.SignedWithAnotherKey(ARTIFACT, List.of()));
    }

    @Test
    void aRefusalSaysWhichOfThreeThingsIsWrong() {
        assertThat(new Verification.Unsigned(ARTIFACT).message()).startsWith(ARTIFACT + " is unsigned");
        assertThat(new Verification.SignedWithAnotherKey(ARTIFACT, List.of("ours.pub")).message())
                .isEqualTo(ARTIFACT + " is signed with another key than ours.pub");
        assertThat(new Verification.SignatureOfAnother(ARTIFACT, "ours.pub", Optional.of(OTHER)).message())
                .contains("is of " + OTHER);
    }

    /** Made with openssl 3: the payload as cosign writes it, signed with {@code openssl dgst -sha256 -sign}. */
    @Test
    void whatOpensslSignedOverCosignsPayloadIsVerified() {
        TrustedKey key = TrustedKey.parse("openssl.pub", """
                -----BEGIN PUBLIC KEY-----
                MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEmz98mRcw97Sr/UYP4NbDTf4sWa3+
                IdE5LkulquZhwBrhmSdRC5VOw1RXoDSwHCl5/gIfSHZbxzsx6V+ISrKUOA==
                -----END PUBLIC KEY-----
                """);
        Digest digest = new Digest("sha256:" + "a".repeat(64));
        SignatureClaim claim = new SignatureClaim("registry.example/paddock/acme/project-a/clearml", digest);
        String signature =
                "MEUCIHQUuKkxqVE4QUKiR0NcgcXqcOZ0CGy47lCixOp6eEkYAiEAlVEesCxWBqSL6VAy1GblSbZdA/uiqtpcVWLYEidX8GE=";

        assertThat(Verification.of(digest, List.of(new ArtifactSignature(claim.payload(), signature)), List.of(key)))
                .isEqualTo(new Verification.Verified("openssl.pub"));
    }

    @Test
    void signingTwiceGivesTheSamePayloadAndTwoGoodSignatures() {
        ArtifactSignature first = signature(OURS, ARTIFACT);
        ArtifactSignature second = signature(OURS, ARTIFACT);

        assertThat(first.payload()).isEqualTo(second.payload());
        assertThat(Base64.getDecoder().decode(first.signature())[0])
                .as("a DER sequence")
                .isEqualTo((byte) 0x30);
        assertThat(Verification.of(ARTIFACT, List.of(second), TRUSTED))
                .isEqualTo(new Verification.Verified("ours.pub"));
    }

    private static ArtifactSignature signature(SigningKey key, Digest digest) {
        return key.sign(new SignatureClaim("registry.example/p", digest).payload());
    }
}
