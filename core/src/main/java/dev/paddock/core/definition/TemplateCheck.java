// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Looks at the template of a definition, whatever it will be given. */
@FunctionalInterface
public interface TemplateCheck {

    /**
     * What is wrong with it; empty if nothing is.
     *
     * @throws EngineUnavailableException if nothing could be found out
     */
    List<TemplateProblem> check(Definition definition);

    /** The parameters that it takes, as OpenAPI; empty if nobody can say, or not now. */
    default Optional<JsonNode> parameters(Definition definition) {
        return Optional.empty();
    }
}
