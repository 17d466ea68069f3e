// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.paddock.api.value.Spelled;
import java.util.List;

/** What happens to a pool's clusters, or to what a bundle brought, when the object goes. */
public enum DeletionPolicy implements Spelled {
    DELETE("Delete", "delete"),
    ORPHAN("Orphan", "orphan");

    private final List<String> spellings;

    DeletionPolicy(String... spellings) {
        this.spellings = List.of(spellings);
    }

    @JsonCreator
    public static DeletionPolicy parse(String text) {
        return Spelled.parse(DeletionPolicy.values(), text);
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
