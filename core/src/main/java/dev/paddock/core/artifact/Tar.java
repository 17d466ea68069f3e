// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes a POSIX tar of plain files that says nothing about who packed it or when: mode 0644, owner and group 0 without
 * names, time 0, files in the order of their paths. Paths over 100 bytes get a pax header.
 */
final class Tar {
    static final int BLOCK = 512;
    static final int MAX_NAME = 100;
    private static final String MODE = "0000644";

    private Tar() {}

    static byte[] write(ArtifactFiles files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.byPath().entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
            if (name.length > MAX_NAME) {
                byte[] record = paxRecord("path", file.getKey());
                entry(out, "paxheader".getBytes(StandardCharsets.UTF_8), 'x', record);
                name = Arrays.copyOf(name, MAX_NAME);
            }
            entry(out, name, '0', file.getValue());
        }
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static void entry(ByteArrayOutputStream out, byte[] name, char type, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, MODE);
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    /** A record states its own length, which counts the digits of that length too. */
    private static byte[] paxRecord(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.getBytes(StandardCharsets.UTF_8).length;
        int total = length + Integer.toString(length).length();
        total = length + Integer.toString(total).length();
        return (total + rest).getBytes(StandardCharsets.UTF_8);
    }

    private static void put(byte[] header, int offset, String text) {
        put(header, offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(byte[] header, int offset, byte[] bytes) {
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
