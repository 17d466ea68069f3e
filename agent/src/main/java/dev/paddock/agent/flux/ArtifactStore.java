// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.Digest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pulled artifacts on disk, one directory per digest, the least recently used given up when they are too large together. A
 * directory is there whole or not at all; what was given up is pulled again when it is needed.
 */
public final class ArtifactStore {

    private static final String PARTIAL = "partial-";

    private record Entry(Path directory, long size, FileTime used) {}

    private final Path root;
    private final long maxBytes;
    private final Clock clock;

    public ArtifactStore(Path root, long maxBytes, Clock clock) {
        this.root = root;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** Whether the content is here; marks it as used now. */
    public boolean has(Digest digest) throws IOException {
        try {
            Files.setLastModifiedTime(directory(digest), FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException notHere) {
            return false;
        }
    }

    /** The text files of one folder by their path from the artifact's root; empty when the artifact is not here. */
    public Optional<NavigableMap<String, String>> read(Digest digest, String folder) throws IOException {
        if (!has(digest)) {
            return Optional.empty();
        }
        Path artifact = directory(digest);
        Path start = artifact.resolve(folder).normalize();
        NavigableMap<String, String> files = new TreeMap<>();
        if (start.startsWith(artifact) && Files.isDirectory(start)) {
            try (Stream<Path> found = Files.walk(start)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    files.put(artifact.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return Optional.of(files);
    }

    public void put(Digest digest, ArtifactFiles files) throws IOException {
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path partial = Files.createTempDirectory(root, PARTIAL);
        try {
            for (Map.Entry<String, byte[]> file : files.byPath().entrySet()) {
                Path target = partial.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
            if (!has(digest)) {
                Files.setLastModifiedTime(partial, FileTime.from(clock.instant()));
                Files.move(partial, directory(digest), StandardCopyOption.ATOMIC_MOVE);
            }
            giveUpOldest(directory(digest));
        } finally {
            delete(partial);
        }
    }

    private void giveUpOldest(Path keep) throws IOException {
        List<Entry> entries = entries();
        long total = entries.stream().mapToLong(Entry::size).sum();
        for (Entry entry : entries) {
            if (total > maxBytes && !entry.directory().equals(keep)) {
                delete(entry.directory());
                total -= entry.size();
            }
        }
    }

    private List<Entry> entries() throws IOException {
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(directory -> !directory.getFileName().toString().startsWith(PARTIAL))
                    .flatMap(directory -> entry(directory).stream())
                    .sorted(Comparator.comparing(Entry::used))
                    .toList();
        }
    }

    private static Optional<Entry> entry(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            long size = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
            return Optional.of(new Entry(directory, size, Files.getLastModifiedTime(directory)));
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path directory(Digest digest) {
        return root.resolve(digest.hex());
    }
}
