// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

/** A registry did not do what was asked; the kind says whether to wait, to publish anew or to mend the settings. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public RegistryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public enum Kind {
        /** It does not answer, or answers that it cannot now: the same request may do later. */
        UNAVAILABLE,
        /** It does not have what was asked for. */
        NOT_FOUND,
        /** It says no: to the credentials, the repository or the content. */
        REFUSED
    }
}
