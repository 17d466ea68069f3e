// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import java.util.ArrayList;
import java.util.List;

/** What {@code -f} names, read as a whole or not at all. */
public final class ManifestFiles {

    private ManifestFiles() {}

    /**
     * All objects, at least one; ends the command with all that is wrong with the files, each with its place, if anything is.
     *
     * @param undone what the command did not do then
     */
    public static List<Manifest> read(List<String> files, Terminal terminal, String undone) {
        List<Manifest> manifests = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Source source : Source.of(files, terminal)) {
            ManifestReader.Contents contents = ManifestReader.read(source);
            manifests.addAll(contents.manifests());
            findings.addAll(contents.findings());
        }
        if (!findings.isEmpty()) {
            findings.forEach(terminal.err()::println);
            throw new CliException(ExitCode.USAGE, undone, "correct what is listed above");
        }
        if (manifests.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "there is no object in " + String.join(", ", files), null);
        }
        return manifests;
    }
}
