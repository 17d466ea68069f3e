// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names made of other names, kept within what Kubernetes allows for a label value or a namespace. */
public final class BoundedName {
    private static final int LONGEST = 63;
    private static final int HASH_DIGITS = 8;

    private BoundedName() {}

    /** At most 63 characters; a longer name keeps its beginning and ends in a hash of the whole. */
    public static String of(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        String beginning = name.substring(0, LONGEST - HASH_DIGITS - 1).replaceAll("-+$", "");
        return beginning + "-" + hash(name);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
