// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.value.Spelled;
import java.util.List;

/** Processor architecture of the machines of a pool. */
public enum Architecture implements Spelled {
    AMD64("AMD64", "amd64"),
    ARM64("ARM64", "arm64");

    private final List<String> spellings;

    Architecture(String... spellings) {
        this.spellings = List.of(spellings);
    }

    @JsonCreator
    public static Architecture parse(String text) {
        return Spelled.parse(Architecture.values(), text);
    }

    @Override
    @JsonValue
    public String text() {
        return spellings.getFirst();
    }

    @Override
    public List<String> spellings() {
        return spellings;
    }

    @Override
    public String toString() {
        return text();
    }
}
