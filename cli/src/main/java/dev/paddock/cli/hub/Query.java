// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a request, ready to be put behind its path. */
public record Query(Map<String, String> parameters) {
    public static Query none() {
        return new Query(Map.of());
    }

    public Query with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Query(more);
    }

    @Override
    public String toString() {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + ResourceType.encode(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
