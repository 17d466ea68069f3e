// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.worker;

/** A worker gave no answer and is gone; the message says what it did instead. */
public final class WorkerLostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Blame blame;

    /** Whose doing it was. */
    enum Blame {
        /** The template took more than it may, or brought the library down. */
        TEMPLATE,
        /** Something else ended the worker, or there is none. */
        MACHINE
    }

    WorkerLostException(String message, Blame blame) {
        super(message);
        this.blame = blame;
    }

    WorkerLostException(String message, Blame blame, Throwable cause) {
        super(message, cause);
        this.blame = blame;
    }

    Blame blame() {
        return blame;
    }
}
