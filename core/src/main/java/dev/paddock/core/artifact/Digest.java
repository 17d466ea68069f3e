// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 content digest, written {@code sha256:<64 hex digits>} as registries do. */
public record Digest(String value) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a digest: \"" + value + "\" must be sha256: and 64 lower-case hexadecimal digits");
        }
    }

    public static Digest of(byte[] content) {
        return new Digest("sha256:" + HexFormat.of().formatHex(sha256().digest(content)));
    }

    /** Every Java platform must have SHA-256, so its absence is a broken installation rather than a case to handle. */
    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java installation has no SHA-256", e);
        }
    }

    public String hex() {
        return value.substring(value.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
