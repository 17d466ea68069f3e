// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.signature;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.core.artifact.Digest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether an artifact is signed by somebody who counts, and what is wrong where it is not. */
public sealed interface Verification {

    /** @param key the name of the key that signed it */
    record Verified(String key) implements Verification {}

    /** Not to be applied. */
    sealed interface Refused extends Verification {
        /** One sentence for people. */
        String message();
    }

    record Unsigned(Digest artifact) implements Refused {
        @Override
        public String message() {
            return artifact + " is unsigned: the registry has no signature of it";
        }
    }

    /** @param trusted the names of the keys that would have counted */
    record SignedWithAnotherKey(Digest artifact, List<String> trusted) implements Refused {
        public SignedWithAnotherKey {
            trusted = List.copyOf(trusted);
        }

        @Override
        public String message() {
            return artifact + " is signed with another key than "
                    + (trusted.isEmpty() ? "any that is trusted" : String.join(", ", trusted));
        }
    }

    /** A signature of ours, but of something else: whoever put it here wants this artifact to pass for that one. */
    record SignatureOfAnother(Digest artifact, String key, Optional<Digest> signed) implements Refused {
        @Override
        public String message() {
            return artifact + " is unsigned: the signature in its place, by " + key + ", is of "
                    + signed.map(Digest::value).orElse("something that is no artifact");
        }
    }

    /** One good signature is enough; others beside it are somebody else's affair. */
    static Verification of(Digest artifact, List<ArtifactSignature> signatures, List<TrustedKey> trusted) {
        if (signatures.isEmpty()) {
            return new Unsigned(artifact);
        }
        ObjectMapper json = new ObjectMapper();
        Optional<Refused> misplaced = Optional.empty();
        for (ArtifactSignature signature : signatures) {
            Optional<TrustedKey> signer =
                    trusted.stream().filter(key -> key.made(signature)).findFirst();
            if (signer.isPresent()) {
                Optional<Digest> signed =
                        SignatureClaim.read(signature.payload(), json).map(SignatureClaim::digest);
                if (signed.filter(artifact::equals).isPresent()) {
                    return new Verified(signer.get().name());
                }
                misplaced = Optional.of(
                        new SignatureOfAnother(artifact, signer.get().name(), signed));
            }
        }
        return misplaced.orElseGet(() -> new SignedWithAnotherKey(
                artifact, trusted.stream().map(TrustedKey::name).collect(Collectors.toUnmodifiableList())));
    }
}
