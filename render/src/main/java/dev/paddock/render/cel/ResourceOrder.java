// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import dev.paddock.core.definition.TemplateProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts resources behind those they use, otherwise in the order in which they are written; a circle is refused and named. */
final class ResourceOrder {

    private final List<TemplateProblem> problems;
    private final Map<String, CompiledResource> byId = new LinkedHashMap<>();
    private final List<CompiledResource> ordered = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> path = new ArrayList<>();

    ResourceOrder(List<TemplateProblem> problems) {
        this.problems = problems;
    }

    List<CompiledResource> of(List<CompiledResource> resources) {
        resources.forEach(resource -> byId.putIfAbsent(resource.id(), resource));
        byId.values().forEach(this::visit);
        return ordered;
    }

    private void visit(CompiledResource resource) {
        int at = path.indexOf(resource.id());
        if (at >= 0) {
            problems.add(new TemplateProblem(
                    "resources",
                    0,
                    0,
                    "cycle %s -> %s".formatted(String.join(" -> ", path.subList(at, path.size())), resource.id())));
            return;
        }
        if (done.contains(resource.id())) {
            return;
        }
        path.add(resource.id());
        // In the order of writing, so that the same schematic is always evaluated in the same order.
        byId.values().stream()
                .filter(other -> resource.uses().contains(other.id()))
                .forEach(this::visit);
        path.removeLast();
        done.add(resource.id());
        ordered.add(resource);
    }
}
