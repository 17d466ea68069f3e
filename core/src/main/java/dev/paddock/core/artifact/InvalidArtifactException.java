// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

/** An artifact that was pulled is not what its reference promised, or not one that Paddock unpacks. */
public class InvalidArtifactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidArtifactException(String message) {
        super(message);
    }

    public InvalidArtifactException(String message, Throwable cause) {
        super(message, cause);
    }
}
