// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.core.fault.FieldError;
import java.util.stream.Stream;

/** What a rule found. Only warnings let a request pass. */
public sealed interface Finding {
    /** The object may not be stored as it is (HTTP 422). */
    record Invalid(FieldError error) implements Finding {}

    /** A quota or a permission stands against it (HTTP 403). */
    record Denied(FieldError error) implements Finding {}

    /** Others still need the object (HTTP 409). */
    record Conflict(String detail) implements Finding {}

    /** Stored all the same; the user should know. */
    record Warning(String text) implements Finding {}

    static Stream<Finding> invalid(FieldError error) {
        return Stream.of(new Invalid(error));
    }

    static Stream<Finding> conflict(String detail) {
        return Stream.of(new Conflict(detail));
    }

    static Stream<Finding> warning(String text) {
        return Stream.of(new Warning(text));
    }

    static Stream<Finding> none() {
        return Stream.of();
    }
}
