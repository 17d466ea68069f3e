// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.value;

import java.util.List;

/**
 * An enum that accepts several spellings. Objects keep the one that was written; status shows {@link #text()}.
 */
public interface Spelled {
    /** The first-listed spelling. */
    String text();

    /** Every spelling the schema accepts, {@link #text()} first. */
    List<String> spellings();

    /** Finds the constant by any of its spellings, whatever their case. */
    static <E extends Spelled> E parse(E[] values, String text) {
        for (E value : values) {
            for (String spelling : value.spellings()) {
                if (spelling.equalsIgnoreCase(text)) {
                    return value;
                }
            }
        }
        throw new IllegalArgumentException("no such value: " + text);
    }
}
