// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two values as one: fields of both, and where both have one, their unification. Two different decided values conflict; a default gives way
 * to what it allows. Lists of the base are open at their end, as KubeVela opens them before it patches.
 */
final class Unification {

    private final List<String> conflicts = new ArrayList<>();

    /** What did not go together, with its place. */
    List<String> conflicts() {
        return conflicts;
    }

    Tree unify(String path, Tree base, Tree patch) {
        if (base instanceof Tree.Unknown unknown) {
            return allowed(path, unknown.freedom(), patch, base);
        }
        if (patch instanceof Tree.Unknown unknown) {
            return allowed(path, unknown.freedom(), base, patch);
        }
        if (base instanceof Tree.Struct left && patch instanceof Tree.Struct right) {
            return structs(path, left, right);
        }
        if (base instanceof Tree.Sequence left && patch instanceof Tree.Sequence right) {
            return sequences(path, left, right);
        }
        if (base instanceof Tree.Leaf left && patch instanceof Tree.Leaf right) {
            return leaves(path, left, right);
        }
        return conflict(path, base, patch);
    }

    private Tree structs(String path, Tree.Struct base, Tree.Struct patch) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>(base.fields());
        patch.fields().forEach((name, field) -> {
            Tree.Field there = fields.get(name);
            fields.put(
                    name,
                    there == null
                            ? field
                            : new Tree.Field(
                                    unify(path.isEmpty() ? name : path + "." + name, there.value(), field.value()),
                                    there.tags()));
        });
        return new Tree.Struct(fields);
    }

    private Tree sequences(String path, Tree.Sequence base, Tree.Sequence patch) {
        int common = Math.min(base.elements().size(), patch.elements().size());
        if (base.elements().size() > common && patch.rest().isEmpty()) {
            conflicts.add("%s: the list has %d elements, the patch %d"
                    .formatted(path, base.elements().size(), patch.elements().size()));
            return base;
        }
        List<Tree> elements = new ArrayList<>();
        for (int i = 0; i < common; i++) {
            elements.add(
                    unify(at(path, i), base.elements().get(i), patch.elements().get(i)));
        }
        for (int i = common; i < base.elements().size(); i++) {
            elements.add(unify(at(path, i), base.elements().get(i), patch.rest().orElseThrow()));
        }
        for (int i = common; i < patch.elements().size(); i++) {
            Tree added = patch.elements().get(i);
            elements.add(base.rest().map(rest -> unify(path, rest, added)).orElse(added));
        }
        return new Tree.Sequence(elements, rest(path, base, patch));
    }

    /** What all elements had to be, those that later patches add have to be too. */
    private Optional<Tree> rest(String path, Tree.Sequence base, Tree.Sequence patch) {
        if (base.rest().isEmpty() || patch.rest().isEmpty()) {
            return patch.rest();
        }
        return Optional.of(unify(path, base.rest().get(), patch.rest().get()));
    }

    private Tree leaves(String path, Tree.Leaf base, Tree.Leaf patch) {
        if (base.value().equals(patch.value())) {
            return new Tree.Leaf(
                    base.value(), base.otherwise().equals(Freedom.NONE) ? Freedom.NONE : patch.otherwise());
        }
        boolean baseGivesWay = base.otherwise().allows(patch);
        boolean patchGivesWay = patch.otherwise().allows(base);
        if (baseGivesWay == patchGivesWay) {
            // Neither may, or both may and nothing says which of two defaults is meant.
            return conflict(path, base, patch);
        }
        return baseGivesWay ? patch : base;
    }

    private Tree allowed(String path, Freedom freedom, Tree value, Tree otherwise) {
        return freedom.allows(value) ? value : conflict(path, otherwise, value);
    }

    private Tree conflict(String path, Tree base, Tree patch) {
        conflicts.add("%s: %s and %s".formatted(path.isEmpty() ? "the object" : path, shown(base), shown(patch)));
        return base;
    }

    private static String shown(Tree tree) {
        return tree instanceof Tree.Unknown unknown
                ? unknown.why()
                : tree.json().toString();
    }

    private static String at(String path, int index) {
        return path + "[" + index + "]";
    }
}
