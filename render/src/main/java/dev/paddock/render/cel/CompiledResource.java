// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import java.util.List;
import java.util.Set;

/**
 * One of a schematic's resources.
 *
 * @param repeats for what it is repeated; empty if it is one object
 * @param uses other ids that have to be evaluated before
 */
record CompiledResource(
        String id,
        Node template,
        List<Expression> includeWhen,
        List<Repeat> repeats,
        List<Expression> readyWhen,
        Set<String> uses) {

    CompiledResource {
        includeWhen = List.copyOf(includeWhen);
        repeats = List.copyOf(repeats);
        readyWhen = List.copyOf(readyWhen);
        uses = Set.copyOf(uses);
    }

    /** One variable of {@code forEach}. */
    record Repeat(String name, Node in, String path) {}
}
