// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.ContextUse;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which fields of {@code context} a template names, found in its text. A trait's context holds all that was rendered before it; most traits
 * name none of that, and sending and building it for each evaluation took as long as the evaluation. Where {@code context} stands as a whole,
 * or with a name that is only known later, all of it is sent.
 */
final class ContextReads {

    private static final int MOST_TEMPLATES = 1000;

    private final Map<String, Optional<Set<String>>> byTemplate = new ConcurrentHashMap<>();

    /** What the template may see of its context. */
    JsonNode only(String template, JsonNode context) {
        if (byTemplate.size() > MOST_TEMPLATES) {
            byTemplate.clear();
        }
        Optional<Set<String>> named = byTemplate.computeIfAbsent(template, ContextReads::named);
        if (named.isEmpty() || !(context instanceof ObjectNode object)) {
            return context;
        }
        ObjectNode seen = object.objectNode();
        object.properties().stream()
                .filter(field -> named.get().contains(field.getKey()))
                .forEach(field -> seen.set(field.getKey(), field.getValue()));
        return seen;
    }

    /** Empty if it may be all. A comment that names a field only sends more. */
    private static Optional<Set<String>> named(String template) {
        Set<String> names = new HashSet<>();
        for (ContextUse use : ContextUse.in(template).toList()) {
            if (use.field().isEmpty()) {
                return Optional.empty();
            }
            names.add(use.field().get());
        }
        return Optional.of(names);
    }
}
