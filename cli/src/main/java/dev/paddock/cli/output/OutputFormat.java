// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.output;

/** What {@code -o} takes. */
public enum OutputFormat {
    table,
    wide,
    json,
    yaml,
    name;

    /** Whether the server's own columns are shown, and not the objects. */
    public boolean tabular() {
        return this == table || this == wide;
    }
}
