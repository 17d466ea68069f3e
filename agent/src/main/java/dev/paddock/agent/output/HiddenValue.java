// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.output;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A value that comes out of a Secret. Prints and compares by its version, so that it gets into no log and no status. */
public final class HiddenValue {
    private final byte[] bytes;
    private final String version;

    private HiddenValue(byte[] bytes, String version) {
        this.bytes = bytes;
        this.version = version;
    }

    /** @param version changes whenever the value does */
    public static HiddenValue ofBase64(String base64, String version) {
        return new HiddenValue(Base64.getDecoder().decode(base64), version);
    }

    public static HiddenValue ofText(String text, String version) {
        return new HiddenValue(text.getBytes(StandardCharsets.UTF_8), version);
    }

    public String version() {
        return version;
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HiddenValue value && value.version.equals(version);
    }

    @Override
    public int hashCode() {
        return version.hashCode();
    }

    @Override
    public String toString() {
        return version;
    }
}
