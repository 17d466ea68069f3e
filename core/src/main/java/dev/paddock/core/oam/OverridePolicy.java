// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The policy {@code override}: components as they are for one deploy step.
 *
 * <p>An entry without a name is for every component of its type. An entry with one, in which {@code *} stands for any text, is for the
 * components whose names contain it; one of another type is taken in place of the component, and one that fits none is a new component.
 */
final class OverridePolicy {

    private final Application.Policy policy;
    private final List<FieldError> errors;

    OverridePolicy(Application.Policy policy, List<FieldError> errors) {
        this.policy = policy;
        this.errors = errors;
    }

    List<Application.Component> apply(List<Application.Component> components) {
        Map<String, Application.Component> byName = new LinkedHashMap<>();
        components.forEach(component -> byName.put(component.name(), component));
        JsonNode entries = policy.properties().path("components");
        for (int i = 0; i < entries.size(); i++) {
            entry(byName, entries.get(i), policy.path() + ".properties.components[" + i + "]");
        }
        return selected(byName);
    }

    private void entry(Map<String, Application.Component> components, JsonNode entry, String path) {
        String name = entry.path("name").asText();
        String type = entry.path("type").asText();
        if (name.isEmpty()) {
            components.replaceAll((any, component) ->
                    type.isEmpty() || type.equals(component.type()) ? merged(component, entry, path) : component);
            return;
        }
        Pattern pattern = Pattern.compile(quoted(name));
        boolean found = components.keySet().stream()
                .anyMatch(known -> pattern.matcher(known).find());
        if (found) {
            components.replaceAll((known, component) -> {
                if (!pattern.matcher(known).find()) {
                    return component;
                }
                boolean other = !type.isEmpty() && !type.equals(component.type());
                return other ? replacement(known, entry, path) : merged(component, entry, path);
            });
        } else if (type.isEmpty()) {
            errors.add(FieldError.notFound(path + ".name", name, components.keySet()));
        } else {
            components.put(name, replacement(name, entry, path));
        }
    }

    /** A name is a text, in which only the star means something. */
    private static String quoted(String name) {
        return Pattern.quote(name).replace("*", "\\E.*\\Q");
    }

    private static Application.Component replacement(String name, JsonNode entry, String path) {
        List<Application.Trait> traits = new ArrayList<>();
        JsonNode given = entry.path("traits");
        for (int i = 0; i < given.size(); i++) {
            if (!given.get(i).path("disable").asBoolean()) {
                traits.add(trait(given.get(i), path + ".traits[" + i + "]"));
            }
        }
        return new Application.Component(name, entry.path("type").asText(), properties(entry), traits, path);
    }

    private static Application.Component merged(Application.Component component, JsonNode entry, String path) {
        List<Application.Trait> traits = new ArrayList<>(component.traits());
        JsonNode given = entry.path("traits");
        for (int i = 0; i < given.size(); i++) {
            Application.Trait wanted = trait(given.get(i), path + ".traits[" + i + "]");
            if (given.get(i).path("disable").asBoolean()) {
                traits.removeIf(there -> there.type().equals(wanted.type()));
            } else {
                put(traits, wanted);
            }
        }
        return new Application.Component(
                component.name(),
                component.type(),
                merge(component.properties(), properties(entry)),
                traits,
                component.path());
    }

    /** Of several traits of one type the last is changed. */
    private static void put(List<Application.Trait> traits, Application.Trait wanted) {
        for (int i = traits.size() - 1; i >= 0; i--) {
            Application.Trait there = traits.get(i);
            if (there.type().equals(wanted.type())) {
                traits.set(
                        i,
                        new Application.Trait(
                                there.type(), merge(there.properties(), wanted.properties()), there.path()));
                return;
            }
        }
        traits.add(wanted);
    }

    /** Objects are merged; anything else, lists too, is replaced. */
    private static ObjectNode merge(ObjectNode base, ObjectNode change) {
        ObjectNode result = base.deepCopy();
        change.properties()
                .forEach(each -> result.set(
                        each.getKey(),
                        result.get(each.getKey()) instanceof ObjectNode there
                                        && each.getValue() instanceof ObjectNode wanted
                                ? merge(there, wanted)
                                : each.getValue().deepCopy()));
        return result;
    }

    private List<Application.Component> selected(Map<String, Application.Component> components) {
        JsonNode selector = policy.properties().path("selector");
        if (!selector.isArray() || selector.isEmpty()) {
            return List.copyOf(components.values());
        }
        List<Application.Component> chosen = new ArrayList<>();
        components.values().forEach(component -> {
            for (JsonNode name : selector) {
                if (component.name().equals(name.asText())) {
                    chosen.add(component);
                    return;
                }
            }
        });
        return chosen;
    }

    private static Application.Trait trait(JsonNode given, String path) {
        return new Application.Trait(given.path("type").asText(), properties(given), path);
    }

    private static ObjectNode properties(JsonNode given) {
        return given.path("properties") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}
