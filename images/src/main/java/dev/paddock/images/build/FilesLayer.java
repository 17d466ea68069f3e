// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.embedded.Home;
import dev.paddock.images.spec.ImageSpec.FileEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files a specification brings along. Plain files and folders only: a link could lead out of the specification's folder. */
record FilesLayer(Path folder, List<FileEntry> entries, Home files, ToolRunner tools, Machine machine, long epoch)
        implements Recipe {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;
    private static final int FOLDER = 0755;
    private static final int PERMISSIONS = 0777;

    /** One path in the image. */
    private record Item(Path source, boolean isFolder, int mode, int uid, int gid) {
        String describe(String path) throws IOException {
            String content = isFolder ? "folder" : contentDigest();
            return "%s %o %d:%d %s".formatted(path, mode, uid, gid, content);
        }

        /** Streamed, because a file may be a model. */
        private String contentDigest() throws IOException {
            try (DigestInputStream in =
                    new DigestInputStream(Files.newInputStream(source), MessageDigest.getInstance("SHA-256"))) {
                in.transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(in.getMessageDigest().digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java installation has no SHA-256", e);
            }
        }
    }

    @Override
    public LayerKey key() {
        List<String> parts = new ArrayList<>(List.of(Long.toString(epoch)));
        try {
            for (var item : items().entrySet()) {
                parts.add(item.getValue().describe(item.getKey()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LayerKey.of("files", parts);
    }

    @Override
    public String summary() {
        return "files: " + entries.stream().map(FileEntry::path).sorted().collect(Collectors.joining(" "));
    }

    @Override
    public void make(Path target, Path scratch) {
        SortedMap<String, Item> items = items();
        Path root = files.directory(scratch.resolve("root"));
        Path names = scratch.resolve("names");
        try {
            for (var item : items.entrySet()) {
                place(item.getValue(), root.resolve(item.getKey()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.write(names, String.join("\0", items.keySet()) + "\0");
        tools.run(new ToolRunner.Tool(
                "pack-files",
                new Archive(target.resolve(ARCHIVE)).listed(root, names, epoch),
                machine.base(epoch),
                scratch));
    }

    /** By path in the image without the leading slash. Folders above a file are left to the layers below. */
    private SortedMap<String, Item> items() {
        SortedMap<String, Item> items = new TreeMap<>();
        for (int index = 0; index < entries.size(); index++) {
            FileEntry entry = entries.get(index);
            Path source = folder.resolve(entry.source());
            String field = "spec.files[" + index + "].source";
            try (Stream<Path> found =
                    Files.exists(source, LinkOption.NOFOLLOW_LINKS) ? Files.walk(source) : Stream.of()) {
                List<Path> paths = found.toList();
                if (paths.isEmpty()) {
                    throw refusal(field, entry, "Not found", "there is no such file in " + folder);
                }
                for (Path path : paths) {
                    Path below = Path.of(entry.path())
                            .resolve(source.relativize(path).toString())
                            .normalize();
                    items.put(below.toString().substring(1), item(path, entry, field));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return items;
    }

    private Item item(Path path, FileEntry entry, String field) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Item(path, true, FOLDER, entry.uid(), entry.gid());
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || !path.toRealPath().startsWith(folder.toRealPath())) {
            throw refusal(field, entry, "Forbidden", path + " is a link or no plain file, or lies elsewhere");
        }
        boolean executable = Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
        int mode = entry.mode().orElse(executable ? EXECUTABLE : PLAIN);
        return new Item(path, false, mode, entry.uid(), entry.gid());
    }

    private static void place(Item item, Path target) throws IOException {
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(target));
        if (item.isFolder()) {
            Files.createDirectories(target);
        } else {
            Files.copy(item.source(), target);
        }
        Files.setAttribute(target, "unix:uid", item.uid());
        Files.setAttribute(target, "unix:gid", item.gid());
        Files.setAttribute(target, "unix:mode", item.mode() & PERMISSIONS);
    }

    private static ImageException refusal(String field, FileEntry entry, String type, String detail) {
        return new ImageException(
                ImageException.Kind.SPECIFICATION,
                "%s: %s: \"%s\": %s".formatted(field, type, entry.source(), detail),
                "copy a plain file or folder into the folder of the specification");
    }
}
