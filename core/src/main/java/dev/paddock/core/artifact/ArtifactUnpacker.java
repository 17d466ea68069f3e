// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files out of a layer, within the artifact's bound and never outside its root. Takes plain files and passes
 * over directories; a link or a device in an artifact is a fault. Reads what Flux's own tools pack as well.
 */
public final class ArtifactUnpacker {
    /** Headers and padding come on top of the content; an archive of more entries than this is not a rendered one. */
    private static final int MAX_ENTRIES = 50_000;

    public ArtifactFiles unpack(byte[] layer) {
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(layer))) {
            return new ArtifactFiles(read(tar));
        } catch (IOException e) {
            throw new InvalidArtifactException("the layer is not a gzip-compressed tar: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidArtifactException("the layer cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, byte[]> read(InputStream tar) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long left = ArtifactFiles.MAX_BYTES;
        @Nullable String longName = null;
        for (int entries = 0; ; entries++) {
            byte[] header = tar.readNBytes(Tar.BLOCK);
            if (header.length < Tar.BLOCK || header[0] == 0) {
                return files;
            }
            long size = octal(header, 124, 12);
            if (size > left || entries >= MAX_ENTRIES) {
                throw new InvalidArtifactException(
                        "the artifact unpacks to more than " + ArtifactFiles.MAX_BYTES + " bytes");
            }
            left -= size;
            byte[] content = tar.readNBytes((int) size);
            tar.skipNBytes((Tar.BLOCK - size % Tar.BLOCK) % Tar.BLOCK);
            String name = longName != null ? longName : name(header);
            longName = null;
            switch (header[156]) {
                case '0', 0 -> files.put(relative(name), content);
                case 'x' -> longName = paxPath(content);
                case '5', 'g' -> {
                    // Directories follow from the files' paths; global headers hold nothing that is used.
                }
                default ->
                    throw new InvalidArtifactException(
                            "the artifact holds \"" + name + "\", which is not a plain file");
            }
        }
    }

    private static String relative(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, Tar.MAX_NAME);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static @Nullable String paxPath(byte[] records) {
        for (String record : new String(records, StandardCharsets.UTF_8).split("\n")) {
            int start = record.indexOf(" path=");
            if (start > 0) {
                return record.substring(start + " path=".length());
            }
        }
        return null;
    }

    private static long octal(byte[] header, int offset, int length) {
        String text = text(header, offset, length).strip();
        if (!text.matches("[0-7]{1,11}")) {
            throw new InvalidArtifactException("the tar has an entry whose size is not readable");
        }
        return Long.parseLong(text, 8);
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }
}
