// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.fault.FieldError;

/** What a macro stands for in one deployment. */
sealed interface MacroValue {

    /** A value with its own type. */
    record Known(JsonNode value) implements MacroValue {}

    /** Only the spoke knows it: the macro goes through templates as the text it is. */
    record Later() implements MacroValue {}

    /** Why there is none: the tail of a field error. */
    record None(FieldError error) implements MacroValue {}
}
