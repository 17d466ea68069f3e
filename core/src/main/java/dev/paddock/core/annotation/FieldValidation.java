// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.annotation;

import java.util.Arrays;
import java.util.Optional;

/** What becomes of an object with fields that the cluster's schema does not have. */
public enum FieldValidation {
    /** It is refused. */
    STRICT("Strict"),
    /** The fields are left out, and named in the status. */
    WARN("Warn"),
    /** The fields are left out. */
    IGNORE("Ignore");

    private final String text;

    FieldValidation(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<FieldValidation> of(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
    }
}
