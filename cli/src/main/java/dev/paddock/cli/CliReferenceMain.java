// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The CLI part of {@code make docs}: writes the page to the file given as the only argument. */
public final class CliReferenceMain {
    private CliReferenceMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: CliReferenceMain FILE (for example docs/reference/cli.md)");
        }
        Files.writeString(Path.of(arguments[0]), new CliReference(Terminal.system()).text());
    }
}
