// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import java.io.Serial;

/**
 * Something on this machine keeps a process or a file from being what it should be. The message is meant for a person:
 * what was tried, what was found, and what helps.
 */
public final class EmbeddedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
