// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

/** What came is not what was asked for by its digest: a registry is broken, or somebody has exchanged what it holds. */
public final class TamperedArtifactException extends InvalidArtifactException {
    private static final long serialVersionUID = 1L;

    public TamperedArtifactException(String message) {
        super(message);
    }
}
