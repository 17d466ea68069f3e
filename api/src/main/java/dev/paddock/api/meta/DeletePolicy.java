// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.meta;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happens to the cluster that an MLPlatform created when the MLPlatform goes. */
public enum DeletePolicy {
    DELETE("Delete"),
    ORPHAN("Orphan");

    private final String text;

    DeletePolicy(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
