// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state directory: where things lie, that only its owner may read them, and that a file is either whole or absent.
 * It does not know what the files mean.
 */
public record Home(Path root) {
    private static final String OWNER_ONLY_DIRECTORY = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";
    private static final Set<String> OWN = Set.of(
            "agents",
            "clusters",
            "fleet.json",
            "hub",
            "lock",
            "lock.holder",
            "locks",
            "logs",
            "ports.json",
            "processes",
            "registry");

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** {@code $PADDOCK_HOME}, else {@code ~/.paddock}. */
    public static Home from(Map<String, String> environment, Path userHome) {
        String set = environment.getOrDefault("PADDOCK_HOME", "");
        return new Home(set.isBlank() ? userHome.resolve(".paddock") : Path.of(set));
    }

    public Path clusters() {
        return root.resolve("clusters");
    }

    public Path cluster(String name) {
        return clusters().resolve(name);
    }

    public Path processes() {
        return root.resolve("processes");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path registry() {
        return root.resolve("registry");
    }

    public Path hub() {
        return root.resolve("hub");
    }

    public Path agents() {
        return root.resolve("agents");
    }

    public Path locks() {
        return root.resolve("locks");
    }

    public boolean exists() {
        return Files.isDirectory(root);
    }

    /**
     * Refuses a directory that holds anything else: a mistyped {@code PADDOCK_HOME} must cost nobody their files.
     * Creates it if it is not there.
     */
    public void requireOwn() {
        List<String> present = children(root);
        if (!present.isEmpty() && present.stream().noneMatch(OWN::contains)) {
            throw new EmbeddedException(
                    "%s holds other files (%s, ...) and was not made by Paddock. ".formatted(root, present.getFirst())
                            + "Set PADDOCK_HOME to an empty or a new directory.");
        }
        directory(root);
    }

    /** Removes all that Paddock made here, the lock last, and the directory itself if nothing else is in it. */
    public void removeAll() {
        OWN.stream().filter(name -> !name.startsWith("lock")).forEach(name -> deleteTree(root.resolve(name)));
        OWN.forEach(name -> deleteTree(root.resolve(name)));
        try {
            if (children(root).isEmpty()) {
                Files.deleteIfExists(root);
            }
        } catch (FileSystemException mountPoint) {
            // Empty is as gone as the root of a mounted disk can be.
            return;
        } catch (IOException e) {
            throw failure("cannot delete", root, e);
        }
    }

    /** Makes the directory and its parents; those below the root are readable by the owner only. */
    public Path directory(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_DIRECTORY)));
            }
            return path;
        } catch (IOException e) {
            throw failure("cannot create directory", path, e);
        }
    }

    /** Makes the directory that the file is to lie in. */
    public Path directoryOf(Path file) {
        return directory(file.toAbsolutePath().resolveSibling(""));
    }

    /** Replaces the file as a whole: readers see the old or the new content, also after a crash. Mode 0600. */
    public void write(Path file, String content) {
        Path parent = directoryOf(file);
        Path temporary = parent.resolve("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "." + Thread.currentThread().threadId());
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FILE)))) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(temporary, e);
            throw failure("cannot write", file, e);
        }
    }

    /** Writes only if the content differs, so that watchers of the file are left in peace. */
    public void writeIfChanged(Path file, String content) {
        if (!read(file).filter(content::equals).isPresent()) {
            write(file, content);
        }
    }

    public Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("cannot read", file, e);
        }
    }

    /** Names of what lies in a directory, sorted; none if there is no such directory. */
    public List<String> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw failure("cannot list", directory, e);
        }
    }

    public void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure("cannot delete", file, e);
        }
    }

    /** Deletes a directory with all that is in it; what is gone already is no error. Links are removed, not followed. */
    public void deleteTree(Path directory) {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw failure("cannot delete", directory, e);
        }
    }

    /** Refuses to go on with a nearly full disk: etcd and the registry fail far less legibly later. */
    public void requireFreeSpace(long bytes) {
        directory(root);
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < bytes) {
                throw new EmbeddedException("The disk is full: %s has %d MiB left, and at least %d MiB are needed. "
                                .formatted(root, free >> 20, bytes >> 20)
                        + "Free some space, or set PADDOCK_HOME to a directory on another disk.");
            }
        } catch (IOException e) {
            throw failure("cannot read the free space of", root, e);
        }
    }

    private static void discard(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private EmbeddedException failure(String what, Path path, IOException cause) {
        String reason = cause instanceof FileSystemException e && e.getReason() != null
                ? e.getReason()
                : String.valueOf(cause.getMessage());
        String remedy = reason.toLowerCase(Locale.ROOT).contains("no space left")
                ? " The disk is full: free some space, or set PADDOCK_HOME to a directory on another disk; "
                        + "then run the same command again, it goes on where it stopped."
                : "";
        return new EmbeddedException(
                "%s %s: %s.%s".formatted(what, path, reason, remedy), new UncheckedIOException(cause));
    }
}
