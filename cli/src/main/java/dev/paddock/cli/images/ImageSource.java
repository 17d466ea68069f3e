// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.images;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.manifest.Finding;
import dev.paddock.cli.manifest.Manifest;
import dev.paddock.cli.manifest.ManifestReader;
import dev.paddock.cli.manifest.Source;
import dev.paddock.images.spec.ImageSpec;
import dev.paddock.images.spec.SpecReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The specification in a folder's {@code image.yaml}.
 *
 * @param folder that file names in it are relative to
 */
record ImageSource(Path folder, ImageSpec spec) {
    static final String FILE = "image.yaml";

    /** @param named a folder with an {@code image.yaml}, or such a file by another name */
    static ImageSource read(Path named, Terminal terminal) {
        Path path = terminal.directory().resolve(named).normalize();
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        List<Finding> findings = new ArrayList<>();
        ManifestReader.Contents contents = ManifestReader.read(
                Source.of(List.of(file.toString()), terminal).getFirst());
        findings.addAll(contents.findings());
        List<ImageSpec> specs = new ArrayList<>();
        for (Manifest manifest : contents.manifests()) {
            switch (SpecReader.read(manifest.object())) {
                case SpecReader.Reading.Read read -> specs.add(read.spec());
                case SpecReader.Reading.Refused refused ->
                    refused.errors()
                            .forEach(error ->
                                    findings.add(new Finding(manifest.at(error.path()), null, error.toString())));
            }
        }
        if (!findings.isEmpty()) {
            findings.stream().map(Finding::toString).distinct().forEach(terminal.err()::println);
            throw new CliException(ExitCode.USAGE, "nothing was built", "correct what is listed above");
        }
        if (specs.size() != 1) {
            throw new CliException(
                    ExitCode.USAGE, file + " must hold one Image, and holds " + specs.size(), "one folder per image");
        }
        return new ImageSource(Objects.requireNonNull(file.getParent()), specs.getFirst());
    }
}
