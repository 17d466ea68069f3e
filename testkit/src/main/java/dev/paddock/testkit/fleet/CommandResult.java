// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.fleet;

/** What a command printed and how it ended. */
public record CommandResult(String command, int exitCode, String out, String err) {
    /** Fails the test, with everything that was printed, unless the command ended as expected. */
    public CommandResult expect(int expectedExitCode) {
        if (exitCode != expectedExitCode) {
            throw new AssertionError("%s ended with %d instead of %d%n--- out%n%s%n--- err%n%s"
                    .formatted(command, exitCode, expectedExitCode, out, err));
        }
        return this;
    }

    public String all() {
        return out + err;
    }
}
