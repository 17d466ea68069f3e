// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An image cannot be built on this machine: the message says what was found, the remedy what helps. */
public final class ImageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable String remedy;

    public ImageException(Kind kind, String message, @Nullable String remedy) {
        this(kind, message, remedy, null);
    }

    public ImageException(Kind kind, String message, @Nullable String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String remedy() {
        return remedy;
    }

    /** What a caller may want to tell apart. */
    public enum Kind {
        /** The specification asks for what is not there. */
        SPECIFICATION,
        /** The machine lacks a tool, a right or a source. */
        MACHINE,
        /** A tool failed. */
        TOOL,
        TIMED_OUT
    }
}
