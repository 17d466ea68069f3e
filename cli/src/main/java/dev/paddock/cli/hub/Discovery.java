// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.core.fault.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds a server has, by the names people use for them. Asked anew by every command: a cache could be wrong. */
public final class Discovery {
    private static final String ACCEPT =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
    /** Where two groups use one word ({@code env}, {@code set}), the core of Kubernetes and our own kinds are meant. */
    private static final List<String> PREFERRED_GROUPS = List.of("", "palette.ai", "mural.sh", "core.oam.dev");

    private final List<ResourceType> types;

    private Discovery(List<ResourceType> types) {
        this.types = types;
    }

    public static Discovery of(Hub hub) {
        List<ResourceType> types = new ArrayList<>();
        read(hub.get("/api", ACCEPT), types);
        read(hub.get("/apis", ACCEPT), types);
        types.sort(Comparator.comparingInt(Discovery::rank));
        return new Discovery(types);
    }

    private static int rank(ResourceType type) {
        int index = PREFERRED_GROUPS.indexOf(type.group());
        return index < 0 ? PREFERRED_GROUPS.size() : index;
    }

    private static void read(JsonNode groups, List<ResourceType> types) {
        for (JsonNode group : groups.path("items")) {
            Set<String> seen = new HashSet<>();
            // The server lists the version it prefers first; older ones only add what that lacks.
            for (JsonNode version : group.path("versions")) {
                for (JsonNode resource : version.path("resources")) {
                    if (seen.add(resource.path("resource").asText())) {
                        types.add(type(
                                group.path("metadata").path("name").asText(),
                                version.path("version").asText(),
                                resource));
                    }
                }
            }
        }
    }

    private static ResourceType type(String group, String version, JsonNode resource) {
        return new ResourceType(
                group,
                version,
                resource.path("responseKind").path("kind").asText(),
                resource.path("resource").asText(),
                resource.path("singularResource").asText(),
                texts(resource.path("shortNames")),
                texts(resource.path("categories")),
                resource.path("scope").asText().equals("Namespaced"),
                texts(resource.path("verbs")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The type with exactly this apiVersion and kind. */
    public Optional<ResourceType> find(String apiVersion, String kind) {
        return types.stream()
                .filter(type ->
                        type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
                .findFirst();
    }

    /** The type a person means; fails with near names when there is none. */
    public ResourceType named(String word) {
        return types.stream().filter(type -> type.answersTo(word)).findFirst().orElseThrow(() -> unknown(word));
    }

    /** The types a word stands for: one, or all of a category such as {@code paddock}. */
    public List<ResourceType> allNamed(String word) {
        List<ResourceType> category = types.stream()
                .filter(type -> type.categories().contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        return category.isEmpty() ? List.of(named(word)) : category;
    }

    /** The failure to tell about a manifest whose kind the server does not have. */
    public CliException unknown(String apiVersion, String kind) {
        List<String> versions = types.stream()
                .filter(type -> type.kind().equals(kind))
                .map(ResourceType::apiVersion)
                .toList();
        String hint = versions.isEmpty()
                ? Suggestion.text(kind, types.stream().map(ResourceType::kind).toList())
                : " (did you mean " + String.join(" or ", versions) + "?)";
        return new CliException(ExitCode.NOT_FOUND, "the hub has no kind " + kind + " in " + apiVersion + hint, null);
    }

    private CliException unknown(String word) {
        List<String> known = types.stream()
                .flatMap(type ->
                        Stream.concat(Stream.of(type.singularName(), type.plural()), type.shortNames().stream()))
                .distinct()
                .toList();
        return new CliException(
                ExitCode.NOT_FOUND,
                "the hub has no kind \"" + word + "\"" + Suggestion.text(word, known),
                "paddock get crd, for the kinds it has");
    }
}
