// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;

/** What a variable came out as. */
public sealed interface ResolvedVariable {

    /** A value every reader may see. */
    record Plain(JsonNode value) implements ResolvedVariable {}

    /** A value that stays in its Secret. */
    record Secret(SecretKey ref) implements ResolvedVariable {}

    /** Declared, optional, and given by nobody; an error only where it is used. */
    record Unset() implements ResolvedVariable {}
}
