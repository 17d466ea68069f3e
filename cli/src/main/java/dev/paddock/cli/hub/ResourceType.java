// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A kind as the server serves it, with every name a person may call it by. */
public record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        List<String> categories,
        boolean namespaced,
        List<String> verbs) {
    public ResourceType {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = List.copyOf(verbs);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** How {@code -o name} and messages call an object: {@code mlplatform.palette.ai/x}. */
    public String called(String name) {
        return singularName() + (group.isEmpty() ? "" : "." + group) + "/" + name;
    }

    public String singularName() {
        return singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular;
    }

    boolean answersTo(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.equals(plural)
                || lower.equals(singularName())
                || lower.equals(kind.toLowerCase(Locale.ROOT))
                || shortNames.contains(lower)
                || lower.equals(plural + "." + group)
                || lower.equals(singularName() + "." + group)
                || lower.equals(plural + "." + version + "." + group);
    }

    /** The collection in one namespace, or over all where that is null or the kind has none. */
    public String path(@Nullable String namespace) {
        String base = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
        return base + (namespaced && namespace != null ? "/namespaces/" + encode(namespace) : "") + "/" + plural;
    }

    public String path(@Nullable String namespace, String name) {
        return path(namespace) + "/" + encode(name);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
