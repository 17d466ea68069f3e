// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.fault.FieldError;
import java.util.List;
import java.util.Optional;

/** What came of looking at a definition before anything is rendered with it. */
public sealed interface Compilation {

    /** @param schema of its parameters, as OpenAPI; empty for what has no parameters that are looked at */
    record Sound(Optional<JsonNode> schema) implements Compilation {}

    record Faulty(List<FieldError> errors) implements Compilation {
        public Faulty {
            errors = List.copyOf(errors);
        }
    }

    /** It renders, but nothing can say what it takes. */
    record NoSchema(String message) implements Compilation {}
}
