// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import java.util.List;

/** Looks at the template of a definition, whatever it will be given. */
@FunctionalInterface
public interface TemplateCheck {

    /**
     * What is wrong with it; empty if nothing is.
     *
     * @throws EngineUnavailableException if nothing could be found out
     */
    List<TemplateProblem> check(Definition definition);
}
