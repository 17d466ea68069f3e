// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * What a trait wants of an object.
 *
 * @param tree the patch itself
 * @param strategy how all of it is applied
 */
public record Patch(Tree tree, Strategy strategy) {

    /** The ways to apply a patch as a whole. */
    public enum Strategy {
        /** By unification, with the strategies that its fields name. */
        UNIFY,
        /** RFC 7386. */
        JSON_MERGE_PATCH,
        /** Kubernetes' strategic merge. */
        STRATEGIC_MERGE,
        /** RFC 6902; the patch is an object with {@code operations}. */
        JSON_PATCH;

        /** @param tag the value of the comment {@code +patchStrategy} on the patch; anything unknown unifies, as KubeVela has it */
        public static Strategy of(String tag) {
            return switch (tag) {
                case "jsonMergePatch" -> JSON_MERGE_PATCH;
                case "jsonPatch" -> JSON_PATCH;
                default -> UNIFY;
            };
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Applied(Tree tree) implements Outcome {}

        /** @param reasons each names the place in the object */
        record Refused(List<String> reasons) implements Outcome {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    public Outcome applyTo(Tree base) {
        return switch (strategy) {
            case UNIFY -> unify(base);
            case JSON_MERGE_PATCH -> new Outcome.Applied(Tree.of(JsonMergePatch.apply(base.json(), tree.json())));
            case STRATEGIC_MERGE -> {
                List<String> faults = new ArrayList<>();
                Tree merged = Tree.of(new StrategicMerge(faults).apply(base.json(), tree.json()));
                yield faults.isEmpty() ? new Outcome.Applied(merged) : new Outcome.Refused(faults);
            }
            case JSON_PATCH -> {
                List<String> faults = new ArrayList<>();
                Tree patched = Tree.of(
                        new JsonPatch(faults).apply(base.json(), tree.json().path("operations")));
                yield faults.isEmpty() ? new Outcome.Applied(patched) : new Outcome.Refused(faults);
            }
        };
    }

    private Outcome unify(Tree base) {
        StrategicPair pair = StrategicPair.of(base, tree);
        Unification unification = new Unification();
        Tree result = unification.unify("", pair.base(), pair.patch());
        return unification.conflicts().isEmpty()
                ? new Outcome.Applied(result)
                : new Outcome.Refused(unification.conflicts());
    }
}
