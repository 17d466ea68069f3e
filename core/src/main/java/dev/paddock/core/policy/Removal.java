// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.policy;

import java.util.Arrays;
import java.util.Optional;

/** When an object that was delivered is deleted. */
public enum Removal {
    /** As soon as the delivery has it no more. */
    ON_UPDATE("onAppUpdate"),
    /** With the deployment; until then it stays, also when the delivery has it no more. */
    ON_DELETE("onAppDelete"),
    NEVER("never");

    private final String text;

    Removal(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<Removal> of(String text) {
        return Arrays.stream(values())
                .filter(removal -> removal.text.equals(text))
                .findFirst();
    }
}
