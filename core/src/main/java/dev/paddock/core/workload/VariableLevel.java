// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import java.util.List;

/**
 * One level of the precedence.
 *
 * @param source how messages name it, e.g. {@code WorkloadProfile mural-system/clearml}
 */
public record VariableLevel(String source, List<VariableDeclaration> declarations) {
    public VariableLevel {
        declarations = List.copyOf(declarations);
    }
}
