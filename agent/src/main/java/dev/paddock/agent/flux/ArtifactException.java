// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

/** An artifact could not be had; the reason is Flux's. */
public final class ArtifactException extends Exception {

    public static final String PULL_FAILED = "OCIArtifactPullFailed";
    public static final String LAYER_FAILED = "OCIArtifactLayerOperationFailed";
    public static final String AUTHENTICATION_FAILED = "AuthenticationFailed";
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
}
