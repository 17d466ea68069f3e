// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import org.jspecify.annotations.Nullable;

/** A failure a person can act on: one line says what is wrong, one says what to do about it. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final @Nullable String remedy;

    public CliException(ExitCode exitCode, String message, @Nullable String remedy) {
        this(exitCode, message, remedy, null);
    }

    public CliException(ExitCode exitCode, String message, @Nullable String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.remedy = remedy;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** What to do about it, or null where the message already says it. */
    public @Nullable String remedy() {
        return remedy;
    }
}
