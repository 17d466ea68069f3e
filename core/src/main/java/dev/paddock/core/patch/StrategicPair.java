// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A base and a patch, made ready for unification by what the patch's fields say:
 *
 * <ul>
 *   <li>{@code retainKeys}: the patch's value stands in the base's place, also in elements that {@code patchKey} matches;
 *   <li>{@code replace}: so does the patch's list;
 *   <li>{@code patchKey}: the patch's elements move to where the base has an element of the same key, the others to the end. The key holds
 *       for lists below too, until one of them says otherwise.
 * </ul>
 */
record StrategicPair(Tree base, Tree patch) {

    private static final String RETAIN_KEYS = "retainKeys";
    private static final String REPLACE = "replace";

    static StrategicPair of(Tree base, Tree patch) {
        return prepared(base, patch, "");
    }

    private static StrategicPair prepared(Tree base, Tree patch, String key) {
        if (base instanceof Tree.Struct left && patch instanceof Tree.Struct right) {
            return structs(left, right, key);
        }
        if (base instanceof Tree.Sequence left && patch instanceof Tree.Sequence right) {
            return elements(left, right, key);
        }
        return new StrategicPair(base, patch);
    }

    private static StrategicPair structs(Tree.Struct base, Tree.Struct patch, String inherited) {
        Map<String, Tree.Field> left = new LinkedHashMap<>(base.fields());
        Map<String, Tree.Field> right = new LinkedHashMap<>(patch.fields());
        patch.fields().forEach((name, field) -> {
            Tree.Field there = base.fields().get(name);
            if (there != null) {
                Tree.Tags tags = field.tags();
                String key = tags.patchKey().isEmpty() ? inherited : tags.patchKey();
                StrategicPair pair = field(there.value(), field.value(), key, tags.strategy());
                left.put(name, new Tree.Field(pair.base(), there.tags()));
                right.put(name, new Tree.Field(pair.patch(), tags));
            }
        });
        return new StrategicPair(new Tree.Struct(left), new Tree.Struct(right));
    }

    private static StrategicPair field(Tree base, Tree patch, String key, String strategy) {
        if (!(patch instanceof Tree.Sequence wanted)) {
            return strategy.equals(RETAIN_KEYS) ? new StrategicPair(patch, patch) : prepared(base, patch, key);
        }
        if (!(base instanceof Tree.Sequence there)) {
            return new StrategicPair(base, patch);
        }
        if (strategy.equals(REPLACE)) {
            return new StrategicPair(patch, patch);
        }
        if (key.isEmpty()) {
            return elements(there, wanted, key);
        }
        StrategicPair merged = byKey(there, wanted, key, strategy.equals(RETAIN_KEYS));
        return prepared(merged.base(), merged.patch(), key);
    }

    private static StrategicPair elements(Tree.Sequence base, Tree.Sequence patch, String key) {
        List<Tree> left = new ArrayList<>(base.elements());
        List<Tree> right = new ArrayList<>(patch.elements());
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            StrategicPair pair = prepared(left.get(i), right.get(i), key);
            left.set(i, pair.base());
            right.set(i, pair.patch());
        }
        return new StrategicPair(new Tree.Sequence(left, base.rest()), new Tree.Sequence(right, patch.rest()));
    }

    /**
     * Of several keys, joined by commas, the first that an element has counts. Where no element of the patch has one, the lists stay as
     * they are. Of two elements with the same key the later one is meant.
     */
    private static StrategicPair byKey(Tree.Sequence base, Tree.Sequence patch, String keys, boolean retain) {
        Map<String, Tree> waiting = new LinkedHashMap<>();
        List<Tree> others = new ArrayList<>();
        for (Tree element : patch.elements()) {
            Optional<String> key = keyOf(element, keys);
            key.ifPresentOrElse(value -> waiting.put(value, element), () -> others.add(element));
        }
        if (waiting.isEmpty() && !patch.elements().isEmpty()) {
            return new StrategicPair(base, patch);
        }
        List<Tree> left = new ArrayList<>(base.elements());
        List<Tree> placed = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Tree match = keyOf(left.get(i), keys).map(waiting::remove).orElse(null);
            placed.add(match == null ? new Tree.Struct(Map.of()) : match);
            if (match != null && retain) {
                left.set(i, new Tree.Struct(Map.of()));
            }
        }
        placed.addAll(waiting.values());
        placed.addAll(others);
        Tree anything = new Tree.Unknown(Freedom.ANY, "anything");
        return new StrategicPair(
                new Tree.Sequence(left, base.rest()), new Tree.Sequence(placed, Optional.of(anything)));
    }

    private static Optional<String> keyOf(Tree element, String keys) {
        for (String key : keys.split(",")) {
            Optional<Tree> at = Optional.of(element);
            for (String name : key.strip().split("\\.")) {
                at = at.flatMap(tree -> tree instanceof Tree.Struct struct ? struct.get(name) : Optional.empty());
            }
            if (at.orElse(null) instanceof Tree.Leaf leaf) {
                return Optional.of(key.strip() + "=" + leaf.value());
            }
        }
        return Optional.empty();
    }
}
