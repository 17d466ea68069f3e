// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import com.fasterxml.jackson.databind.JsonNode;

/** What an output of another deployment comes to for one that reads it. */
public sealed interface HubOutput {

    /**
     * It has a value.
     *
     * @param skipHash a change of it alone does not have its readers rendered again
     */
    record Known(JsonNode value, boolean skipHash) implements HubOutput {}

    /** It may come without anybody changing the reader. */
    record Waiting(String why) implements HubOutput {}

    /** It may not be read, or has no single value; somebody has to change something. */
    record Refused(String why) implements HubOutput {}
}
