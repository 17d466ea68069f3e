// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The definitions there are, by kind and name. */
public final class Definitions {

    private final Map<Definition.Kind, Map<String, Definition>> byName = new HashMap<>();

    private Definitions() {}

    public static Definitions of(Collection<Definition> definitions) {
        Definitions result = new Definitions();
        definitions.forEach(result::put);
        return result;
    }

    /** These and the given ones, which win where a name is the same. */
    public Definitions with(Collection<Definition> others) {
        Definitions result = new Definitions();
        byName.values().forEach(known -> known.forEach(result::put));
        others.forEach(result::put);
        return result;
    }

    /** These, and one that is meant by a type as it is written, such as {@code name@v3}. */
    public Definitions with(String type, Definition definition) {
        Definitions result = with(List.of());
        result.put(type, definition);
        return result;
    }

    /** These, saying nothing about health: for types whose kinds have rules of their own. */
    public Definitions withoutHealth() {
        Definitions result = new Definitions();
        byName.values()
                .forEach(known -> known.forEach((type, definition) -> result.put(type, definition.withoutHealth())));
        return result;
    }

    /** @param type the name, with or without the revision that {@code name@v3} asks for */
    public Optional<Definition> find(Definition.Kind kind, String type) {
        Map<String, Definition> known = byName.getOrDefault(kind, Map.of());
        return Optional.ofNullable(known.get(type)).or(() -> Optional.ofNullable(known.get(nameOf(type))));
    }

    public SortedSet<String> names(Definition.Kind kind) {
        return new TreeSet<>(byName.getOrDefault(kind, Map.of()).keySet());
    }

    /** The claims of clusters that any of them reads. */
    public SortedSet<String> claims() {
        SortedSet<String> claims = new TreeSet<>();
        byName.values()
                .forEach(known -> known.values().stream()
                        .flatMap(definition -> definition.contextValues().stream())
                        .forEach(value -> claims.add(value.claim())));
        return claims;
    }

    /** The type without a revision. */
    public static String nameOf(String type) {
        int at = type.indexOf('@');
        return at < 0 ? type : type.substring(0, at);
    }

    private void put(Definition definition) {
        put(definition.name(), definition);
    }

    private void put(String type, Definition definition) {
        byName.computeIfAbsent(definition.kind(), any -> new TreeMap<>()).put(type, definition);
    }
}
