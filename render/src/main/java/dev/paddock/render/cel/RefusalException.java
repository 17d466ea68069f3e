// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

/** A template refuses what it is given, by {@code fail(…)}; the words are its author's. */
final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusalException(String message) {
        super(message);
    }
}
