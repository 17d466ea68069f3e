// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The rules of one kind. A metadata-only update and the removal of a finalizer skip the rules on the spec, so that an object
 * whose surroundings changed can still be labelled and deleted.
 *
 * @param metadata rules on every create and update
 * @param spec rules on creates and on updates that change the spec
 * @param delete rules on deletes
 */
public record Policy<T extends CustomResource<?, ?>>(
        Class<T> kind, List<Rule<T>> metadata, List<Rule<T>> spec, List<Rule<T>> delete) {
    public Policy {
        metadata = List.copyOf(metadata);
        spec = List.copyOf(spec);
        delete = List.copyOf(delete);
    }

    public Answer judge(Input<T> input) {
        return Answer.of(rules(input).flatMap(rule -> rule.check(input)).toList());
    }

    private Stream<Rule<T>> rules(Input<T> input) {
        return switch (input.operation()) {
            case CREATE -> Stream.concat(metadata.stream(), spec.stream());
            case UPDATE -> specChanged(input) ? Stream.concat(metadata.stream(), spec.stream()) : metadata.stream();
            case DELETE -> delete.stream();
        };
    }

    private static <T extends CustomResource<?, ?>> boolean specChanged(Input<T> input) {
        return input.old()
                .filter(old -> Objects.equals(old.getSpec(), input.object().getSpec()))
                .isEmpty();
    }
}
