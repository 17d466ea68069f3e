// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.NamespacedName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which deliveries have an object, as it is noted on the object: {@code <namespace>/<kustomization>}, with commas. */
final class SharedBy {

    static final String ANNOTATION = "policy.paddock.dev/shared-by";

    private SharedBy() {}

    static Set<NamespacedName> of(JsonNode live) {
        Set<NamespacedName> sharers = new LinkedHashSet<>();
        String text = live.path("metadata").path("annotations").path(ANNOTATION).asText("");
        for (String sharer : text.split(",")) {
            int slash = sharer.indexOf('/');
            if (slash > 0) {
                sharers.add(new NamespacedName(sharer.substring(0, slash), sharer.substring(slash + 1)));
            }
        }
        return sharers;
    }

    static String text(Collection<NamespacedName> sharers) {
        return sharers.stream()
                .map(sharer -> sharer.namespace() + "/" + sharer.name())
                .collect(Collectors.joining(","));
    }
}
