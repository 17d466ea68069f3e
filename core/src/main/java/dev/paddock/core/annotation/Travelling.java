// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.annotation;

import dev.paddock.api.meta.Annotations;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a workload's labels and annotations goes on to the objects that are rendered for it: everything but what steers rendering, what
 * kubectl keeps for itself, and the keys that a filter names.
 */
public record Travelling(Map<String, String> labels, Map<String, String> annotations) {
    private static final String KUBECTL = "kubectl.kubernetes.io/";
    private static final Set<String> FILTERS =
            Set.of(Annotations.FILTER_PREFIX, "filter.spectrocloud.com/", "filter.oam.dev/");

    public static Travelling of(Map<String, String> labels, Map<String, String> annotations) {
        return new Travelling(
                kept(labels, named(annotations, "label-keys")),
                kept(annotations, named(annotations, "annotation-keys")));
    }

    private static Map<String, String> kept(Map<String, String> given, Set<String> filtered) {
        Map<String, String> kept = new TreeMap<>(given);
        kept.keySet().removeIf(key -> filtered.contains(key) || steers(key));
        return kept;
    }

    private static boolean steers(String key) {
        return Stream.concat(
                        Stream.of(Annotations.RENDERING_PREFIX, Annotations.RENDERING_ALIAS_PREFIX, KUBECTL),
                        FILTERS.stream())
                .anyMatch(key::startsWith);
    }

    private static Set<String> named(Map<String, String> annotations, String list) {
        return FILTERS.stream()
                .flatMap(prefix -> Arrays.stream(
                        annotations.getOrDefault(prefix + list, "").split(",")))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
