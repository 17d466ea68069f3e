// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

/** An artifact could not be had; the reason is Flux's. */
public final class ArtifactException extends Exception {

    public static final String PULL_FAILED = "OCIArtifactPullFailed";
    public static final String LAYER_FAILED = "OCIArtifactLayerOperationFailed";
    public static final String AUTHENTICATION_FAILED = "AuthenticationFailed";
    /** Unsigned, or signed with a key that does not count, or nothing to verify it with. */
    public static final String VERIFICATION_FAILED = "VerificationError";
    /** Not the content that was asked for by its digest. Flux knows no word of its own for it. */
    public static final String DIGEST_MISMATCH = "DigestMismatch";

    public static final String URL_INVALID = "URLInvalid";

    private final String reason;

    public ArtifactException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ArtifactException(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    /** Whether the artifact is there and must not be used, rather than not to be had. */
    boolean isRefusal() {
        return reason.equals(VERIFICATION_FAILED) || reason.equals(DIGEST_MISMATCH);
    }
}
