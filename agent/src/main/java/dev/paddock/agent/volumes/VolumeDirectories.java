// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.volumes;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The directories behind volumes, all side by side in one that only its owner may enter. */
final class VolumeDirectories {

    private final Path root;

    VolumeDirectories(Path root) {
        this.root = root.toAbsolutePath();
    }

    Path of(String volume) {
        if (!VolumeNames.VOLUME.matcher(volume).matches()) {
            throw new IllegalArgumentException("\"" + volume + "\" is not the name of a volume made here");
        }
        return root.resolve(volume);
    }

    /** Pods of any user may write into the volume; on the machine nobody gets past the directory above it. */
    Path ensure(String volume) throws IOException {
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path directory = of(volume);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory);
            // Not an attribute at creation: the process' mask would take from it.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        return directory;
    }

    /** What is gone already is no error. Links are removed, not followed. */
    void remove(String volume) throws IOException {
        Path directory = of(volume);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
