// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers;

/** A provider cannot do what was asked; the message is for the user who asked. */
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProviderException(String message) {
        super(message);
    }

    public ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
