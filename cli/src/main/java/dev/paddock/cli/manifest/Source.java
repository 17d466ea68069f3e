// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The text of one manifest file, bounded in size. */
public record Source(String name, String text) {
    /** An API server takes 3 MiB per object at most; a file of a few of those is a mistake, not a manifest. */
    static final int MAX_BYTES = 5 * 1024 * 1024;

    private static final String STANDARD_INPUT = "-";
    private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");

    /** What {@code -f} names: files, the manifests directly in a directory, or {@code -} for standard input. */
    public static List<Source> of(List<String> arguments, Terminal terminal) {
        List<Source> sources = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(STANDARD_INPUT)) {
                sources.add(read("<stdin>", terminal.in()));
            } else {
                for (Path file : files(argument, terminal.directory().resolve(argument))) {
                    sources.add(open(relative(terminal.directory(), file), file));
                }
            }
        }
        return sources;
    }

    private static List<Path> files(String argument, Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> manifests = entries.filter(Files::isRegularFile)
                    .filter(file -> SUFFIXES.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
            if (manifests.isEmpty()) {
                throw new CliException(
                        ExitCode.USAGE, argument + " holds no .yaml, .yml or .json file", "name the files with -f");
            }
            return manifests;
        } catch (IOException failure) {
            throw unreadable(argument, failure);
        }
    }

    private static String relative(Path directory, Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }

    private static Source open(String name, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in);
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    private static Source read(String name, InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new CliException(
                        ExitCode.USAGE,
                        name + " is larger than " + MAX_BYTES / (1024 * 1024) + " MiB",
                        "split it into several files; large data belongs in an image or an artifact");
            }
            return new Source(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException failure) {
            throw new CliException(ExitCode.USAGE, name + " is not UTF-8 text", "save it as UTF-8", failure);
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    private static CliException unreadable(String name, IOException failure) {
        String what = failure instanceof NoSuchFileException
                ? "there is no file " + name
                : "cannot read " + name + ": " + failure.getMessage();
        return new CliException(ExitCode.USAGE, what, null, failure);
    }
}
