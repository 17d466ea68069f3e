// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.program;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.process.Fingerprint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which Java runs Paddock's programs, and from which jars.
 *
 * @param version changes when a jar changes, so that a new build replaces what runs
 * @param cache of what was loaded ahead of time; need not exist
 */
public record JavaRuntime(Path javaHome, String classPath, String version, Path cache) {
    private static final String CACHE = "programs.aot";

    /** The runtime and the jars of the running process itself. */
    public static JavaRuntime ofThisProcess() {
        Path folder = Path.of(System.getProperty("paddock.dist", "."));
        return of(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.class.path"),
                folder.resolve(CACHE).toAbsolutePath());
    }

    /** The jars of an assembled {@code lib} folder. */
    public static JavaRuntime ofFolder(Path lib) {
        try (Stream<Path> jars = Files.list(lib)) {
            String classPath = String.join(
                    File.pathSeparator,
                    jars.map(Path::toString)
                            .filter(name -> name.endsWith(".jar"))
                            .sorted()
                            .toList());
            return of(Path.of(System.getProperty("java.home")), classPath, lib.resolveSibling(CACHE));
        } catch (IOException e) {
            throw new EmbeddedException("cannot list the jars in %s: %s".formatted(lib, e.getMessage()), e);
        }
    }

    private static JavaRuntime of(Path javaHome, String classPath, Path cache) {
        List<String> parts = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            parts.add(entry);
            parts.add(stamp(Path.of(entry)));
        }
        return new JavaRuntime(javaHome, classPath, Fingerprint.of(parts.toArray(String[]::new)), cache);
    }

    private static String stamp(Path entry) {
        try {
            return Files.isRegularFile(entry)
                    ? Files.getLastModifiedTime(entry).toMillis() + "/" + Files.size(entry)
                    : "";
        } catch (IOException e) {
            throw new EmbeddedException("cannot read %s: %s".formatted(entry, e.getMessage()), e);
        }
    }

    private Path folder() {
        return cache.toAbsolutePath().resolveSibling("");
    }

    /** @param options of the virtual machine */
    List<String> command(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(options);
        if (Files.isReadable(cache)) {
            // A cache of another build is passed over; saying so in every log would help nobody.
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:disable", "-Dpaddock.dist=" + folder()));
        }
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
