// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

import org.jspecify.annotations.Nullable;

/**
 * Something in a manifest that keeps it from being applied.
 *
 * @param code the lint rule, null where the text is no object at all
 * @param text the field path and what is wrong there, as the API server words it
 */
public record Finding(Position at, @Nullable String code, String text) {
    @Override
    public String toString() {
        return at + ": error" + (code == null ? "" : "[" + code + "]") + ": " + text;
    }
}
