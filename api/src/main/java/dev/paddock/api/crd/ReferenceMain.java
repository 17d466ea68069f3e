// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The API part of {@code make docs}: writes the pages under the directory given as the only argument. */
public final class ReferenceMain {
    private ReferenceMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: ReferenceMain DIRECTORY (for example docs/reference)");
        }
        Path directory = Path.of(args[0]);
        ReferenceFiles files = new ReferenceFiles();
        new GeneratedFolder(directory.resolve("api")).write(files.kinds());
        Files.writeString(directory.resolve("conditions.md"), files.conditions());
    }
}
