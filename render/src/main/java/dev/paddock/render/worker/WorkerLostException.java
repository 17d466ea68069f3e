// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.worker;

/** A worker gave no answer and is gone; the message says what it did instead. */
public final class WorkerLostException extends Exception {
    private static final long serialVersionUID = 1L;

    WorkerLostException(String message) {
        super(message);
    }

    WorkerLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
