// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.value.Spelled;
import java.util.List;

/** Whether an MLPlatform has clusters of its own. */
public enum Mode implements Spelled {
    DEDICATED("dedicated", "Dedicated"),
    SHARED("shared", "Shared");

    private final List<String> spellings;

    Mode(String... spellings) {
        this.spellings = List.of(spellings);
    }

    @JsonCreator
    public static Mode parse(String text) {
        return Spelled.parse(Mode.values(), text);
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
