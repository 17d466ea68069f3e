// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

/** Every exit code of {@code paddock}; {@code paddock help exit-codes} prints this list and scripts may rely on it. */
public enum ExitCode {
    OK(0, "it worked"),
    ERROR(1, "it failed for a reason none of the others names"),
    USAGE(2, "the command line or an input file cannot be understood"),
    NOT_FOUND(3, "an object or a kind that was named does not exist"),
    REFUSED(4, "the API server refused: invalid, forbidden or in conflict"),
    UNREACHABLE(5, "no hub is up, or it does not answer"),
    TIMED_OUT(6, "what was waited for did not happen in time"),
    INTERRUPTED(130, "stopped by Ctrl-C");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
