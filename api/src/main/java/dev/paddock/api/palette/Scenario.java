// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonValue;

/** The four ways an MLPlatform gets its cluster. */
public enum Scenario {
    NEW_DEDICATED("NewDedicated"),
    NEW_SHARED("NewShared"),
    EXISTING_SHARED("ExistingShared"),
    BRING_YOUR_OWN("BringYourOwn");

    private final String text;

    Scenario(String text) {
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
