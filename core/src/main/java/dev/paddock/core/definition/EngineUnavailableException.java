// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

/** The engine could not evaluate anything. Nothing is said about the template by it; the question may be asked again later. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineUnavailableException(String message) {
        super(message);
    }

    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
