// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value that a definition's template finds in its context, from what the cluster claims of itself.
 *
 * @param key its name in the context
 * @param claim the ClusterClaim
 */
public record ContextValue(String key, Type type, String claim) {

    /** What a claim, which is always a text, is read as. */
    public enum Type {
        STRING("string"),
        INTEGER("integer"),
        BOOLEAN("boolean"),
        JSON_RAW("jsonRaw");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        private static Optional<Type> of(String text) {
            return Arrays.stream(values())
                    .filter(type -> type.text.equals(text))
                    .findFirst();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "spec.contextExtensionRefs";
    private static final List<String> SOURCES = List.of("configMapKeyRef", "secretKeyRef", "clusterClaim");

    /** What every template finds there. */
    private static final Set<String> TAKEN = Set.of(
            "name",
            "namespace",
            "appName",
            "appRevision",
            "appRevisionNum",
            "appLabels",
            "appAnnotations",
            "components",
            "componentType",
            "revision",
            "publishVersion",
            "replicaKey",
            "cluster",
            "clusterVersion",
            "output",
            "outputs",
            "config",
            "parameter",
            "workflowName",
            "workloadYamls",
            "model",
            "stepName",
            "stepSessionID",
            "spanID");

    /** Those of a definition that can be had; of the others, why not. */
    static List<ContextValue> read(JsonNode references, List<FieldError> errors) {
        List<ContextValue> values = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < references.size(); i++) {
            String path = PATH + "[" + i + "]";
            JsonNode reference = references.get(i);
            String key = reference.path("contextKey").asText("");
            checkKey(path + ".contextKey", key, keys, errors);
            String text = reference.path("type").asText("");
            Optional<Type> type = Type.of(text);
            if (type.isEmpty()) {
                errors.add(FieldError.unsupported(
                        path + ".type",
                        text,
                        Arrays.stream(Type.values()).map(known -> known.text).toList()));
            }
            Optional<String> claim = claim(path + ".from", reference.path("from"), errors);
            if (type.isPresent() && claim.isPresent()) {
                values.add(new ContextValue(key, type.get(), claim.get()));
            }
        }
        return values;
    }

    private static void checkKey(String path, String key, Set<String> keys, List<FieldError> errors) {
        if (!key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            errors.add(
                    FieldError.invalid(path, key, "must be a name of letters, digits and _ that begins with no digit"));
        } else if (TAKEN.contains(key)) {
            errors.add(FieldError.forbidden(path, "context." + key + " is what every template finds there"));
        } else if (!keys.add(key)) {
            errors.add(FieldError.duplicate(path, key));
        }
    }

    private static Optional<String> claim(String path, JsonNode from, List<FieldError> errors) {
        List<String> given = SOURCES.stream().filter(from::hasNonNull).toList();
        if (given.size() != 1) {
            errors.add(FieldError.required(path, "exactly one of " + String.join(", ", SOURCES)));
            return Optional.empty();
        }
        String source = given.getFirst();
        if (!source.equals("clusterClaim")) {
            errors.add(FieldError.forbidden(
                    path + "." + source,
                    "not yet supported: only clusterClaim is; write a variable, in the Project's VariableSet if many need it"
                            + (source.equals("secretKeyRef") ? " (with valueFrom.secretRef)" : "")
                            + ", and give it to the component as a property"));
            return Optional.empty();
        }
        JsonNode claim = from.path(source);
        String name = claim.isObject() ? claim.path("name").asText("") : claim.asText("");
        if (name.isEmpty()) {
            errors.add(FieldError.required(path + "." + source, "the name of a ClusterClaim"));
            return Optional.empty();
        }
        return Optional.of(name);
    }

    /**
     * What the template finds.
     *
     * @param path whose template it is
     * @param errors gets why there is nothing to find
     */
    public Optional<JsonNode> of(Optional<String> claimed, String path, List<FieldError> errors) {
        if (claimed.isEmpty()) {
            errors.add(FieldError.invalid(
                    path,
                    claim,
                    "the type reads this ClusterClaim as context." + key + ", and the cluster does not claim it"));
            return Optional.empty();
        }
        JsonNode value = typed(claimed.get());
        if (value == null) {
            errors.add(FieldError.invalid(
                    path,
                    claimed.get(),
                    "the cluster claims this as " + claim + ", which the type reads as " + type.text));
        }
        return Optional.ofNullable(value);
    }

    private @Nullable JsonNode typed(String text) {
        return switch (type) {
            case STRING -> TextNode.valueOf(text);
            case INTEGER -> text.matches("-?[0-9]{1,18}") ? LongNode.valueOf(Long.parseLong(text)) : null;
            case BOOLEAN ->
                text.equals("true") || text.equals("false") ? BooleanNode.valueOf(text.equals("true")) : null;
            case JSON_RAW -> json(text);
        };
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }
}
