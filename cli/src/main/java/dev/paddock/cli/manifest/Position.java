// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.manifest;

/** A place in a manifest as editors count it: from line 1, column 1. */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
