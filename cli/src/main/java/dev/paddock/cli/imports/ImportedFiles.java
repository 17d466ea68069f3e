// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.imports;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.manifest.ManifestReader;
import dev.paddock.cli.manifest.Source;
import dev.paddock.render.cue.CueWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a directory and below it that may hold definitions or Applications. */
final class ImportedFiles {
    private static final List<String> MANIFESTS = List.of(".yaml", ".yml", ".json");
    private static final String CUE = ".cue";

    private final Terminal terminal;
    private final Path root;

    ImportedFiles(Terminal terminal, String directory) {
        this.terminal = terminal;
        this.root = terminal.directory().resolve(directory);
        if (!Files.isDirectory(root)) {
            throw new CliException(ExitCode.USAGE, "there is no directory " + directory, null);
        }
    }

    /**
     * One file.
     *
     * @param path below the directory
     * @param text what to write if all of it is taken
     */
    record File(String path, String text, ManifestReader.Contents contents) {}

    List<File> read(CueWorkers workers) {
        List<File> files = new ArrayList<>();
        for (Path path : paths()) {
            String name = root.relativize(path).toString();
            Source source = Source.of(List.of(path.toString()), terminal).getFirst();
            if (!name.endsWith(CUE)) {
                files.add(new File(name, source.text(), ManifestReader.read(source)));
            } else if (VelaDefFile.isOne(source.text())) {
                VelaDefFile.Reading reading = new VelaDefFile(source).read(workers);
                files.add(new File(
                        name.substring(0, name.length() - CUE.length()) + ".yaml", reading.yaml(), reading.contents()));
            }
        }
        return files;
    }

    private List<Path> paths() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(path ->
                            path.toString().endsWith(CUE) || MANIFESTS.stream().anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new CliException(ExitCode.ERROR, "cannot read " + root + ": " + failure.getMessage(), null, failure);
        }
    }
}
