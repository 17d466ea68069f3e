// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.paddock.api.flux.OCIRepository;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.signature.ArtifactSignature;
import dev.paddock.core.signature.SignatureClaim;
import dev.paddock.core.signature.SigningKey;
import dev.paddock.fleet.oci.ArtifactPuller.PulledArtifact;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.signing.VerificationSecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceVerificationTest {
    private static final Digest ARTIFACT = Digest.of("a".getBytes(StandardCharsets.UTF_8));
    private static final ArtifactRepository ADDRESS = ArtifactRepository.parse("oci://registry.example/team/app");
    private static final SigningKey KEY = SigningKey.generate("cosign.pub", new SecureRandom());
    private static final Secret KEYS =
            new VerificationSecret().with(Optional.empty(), "ml", KEY.shown()).orElseThrow();
    private static final String VERIFY = "verify: {provider: cosign, secretRef: {name: paddock-verification-keys}}";

    @Test
    void aRepositoryThatAsksForNoSignatureGetsNone() throws Exception {
        assertThat(signer("insecure: false", Optional.empty())).isEmpty();
    }

    @Test
    void theKeyThatSignedIsNamed() throws Exception {
        assertThat(signer(VERIFY, Optional.of(KEYS)))
                .hasValueSatisfying(name -> assertThat(name).matches("paddock-[0-9a-f]{12}[.]pub"));
    }

    static Stream<Arguments> refusals() {
        Secret empty = new SecretBuilder(KEYS).withData(Map.of("notes", "bm8=")).build();
        Secret unreadable =
                new SecretBuilder(KEYS).withData(Map.of("ci.pub", "bm8=")).build();
        return Stream.of(
                arguments("verify: {provider: notation}", Optional.of(KEYS), "notation needs Flux"),
                arguments("verify: {provider: cosign}", Optional.of(KEYS), "keyless verification needs Flux"),
                arguments(VERIFY, Optional.empty(), "Secret 'ml/paddock-verification-keys', have not arrived"),
                arguments(VERIFY, Optional.of(empty), "has no key whose name ends in .pub"),
                arguments(VERIFY, Optional.of(unreadable), "ci.pub: must be a PEM block"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refusals")
    void whatCannotBeVerifiedIsRefused(String verify, Optional<Secret> secret, String told) {
        assertThatThrownBy(() -> signer(verify, secret))
                .isInstanceOfSatisfying(ArtifactException.class, refusal -> {
                    assertThat(refusal.isRefusal()).isTrue();
                    assertThat(refusal.reason()).isEqualTo("VerificationError");
                })
                .hasMessageContaining(told);
    }

    @Test
    void anAnswerHoldsForTheGenerationItWasGivenFor() {
        SourceVerification verification = verification(Optional.of(KEYS));

        assertThat(verification.isDone(repository(VERIFY, "True", 2))).isTrue();
        assertThat(verification.isDone(repository(VERIFY, "True", 1))).isFalse();
        assertThat(verification.isDone(repository(VERIFY, "False", 2))).isFalse();
        assertThat(verification.isDone(repository("insecure: false", "False", 2)))
                .isTrue();
    }

    private static Optional<String> signer(String verify, Optional<Secret> secret) throws ArtifactException {
        return verification(secret)
                .signer(repository(verify, "False", 2), ADDRESS, ARTIFACT, RegistryAccess.anonymous());
    }

    private static OCIRepository repository(String verify, String verified, int observed) {
        return Serialization.unmarshal("""
                metadata: {name: app, namespace: ml, generation: 2}
                spec: {url: "oci://registry.example/team/app", interval: 5m, %s}
                status: {conditions: [{type: SourceVerified, status: "%s", observedGeneration: %d}]}
                """.formatted(verify, verified, observed), OCIRepository.class);
    }

    private static SourceVerification verification(Optional<Secret> secret) {
        return new SourceVerification((namespace, name) -> secret, new ArtifactFetch() {
            @Override
            public PulledArtifact fetch(ArtifactRepository repository, Digest digest, RegistryAccess access) {
                throw new AssertionError("the content is not looked at before the signature");
            }

            @Override
            public List<ArtifactSignature> signatures(
                    ArtifactRepository repository, Digest digest, RegistryAccess access) {
                return List.of(KEY.sign(new SignatureClaim("registry.example/team/app", digest).payload()));
            }
        });
    }
}
