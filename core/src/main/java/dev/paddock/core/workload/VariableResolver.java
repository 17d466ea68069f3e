// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the value of every declared variable: what the deployment gives, else the strongest level that has a value. Reports every
 * broken rule, not the first. It reads no Secret.
 */
public final class VariableResolver {

    private final String path;
    private final String namespace;
    private final List<VariableLevel> levels;
    private final Predicate<String> concerned;
    private final List<FieldError> errors = new ArrayList<>();

    private VariableResolver(
            String path, String namespace, List<VariableLevel> strongestFirst, Predicate<String> concerned) {
        this.path = path;
        this.namespace = namespace;
        this.levels = strongestFirst;
        this.concerned = concerned;
    }

    /**
     * @param path where the deployment's values sit, e.g. {@code spec.variables}
     * @param namespace the deployment's, where the Secrets are that it names
     * @param given the deployment's values: a scalar, or an object with {@code secretRef}
     * @param concerned names whose faults count; what others are declared for is no business of this deployment
     */
    public static VariableResolution resolve(
            String path,
            String namespace,
            List<VariableLevel> strongestFirst,
            Map<String, JsonNode> given,
            Predicate<String> concerned) {
        return new VariableResolver(path, namespace, strongestFirst, concerned).resolve(given);
    }

    private VariableResolution resolve(Map<String, JsonNode> given) {
        Map<String, List<Declared>> declared = declarations();
        new TreeSet<>(given.keySet()).forEach(name -> {
            if (!declared.containsKey(name)) {
                errors.add(FieldError.notFound(path + "." + name, name, declared.keySet()));
            }
        });
        Map<String, ResolvedVariable> values = new LinkedHashMap<>();
        declared.forEach((name, entries) -> {
            if (concerned.test(name)) {
                checkOneType(name, entries);
                checkLocks(name, entries, given);
                entries.forEach(this::checkOwnValue);
            }
            values.put(name, value(name, entries, Optional.ofNullable(given.get(name))));
        });
        return new VariableResolution(values, errors);
    }

    private Map<String, List<Declared>> declarations() {
        Map<String, List<Declared>> declared = new TreeMap<>();
        for (VariableLevel level : levels) {
            for (VariableDeclaration declaration : level.declarations()) {
                declared.computeIfAbsent(declaration.name(), name -> new ArrayList<>())
                        .add(new Declared(level.source(), declaration));
            }
        }
        return declared;
    }

    private void checkOneType(String name, List<Declared> entries) {
        Declared first = entries.getFirst();
        for (Declared other : entries) {
            if (other.type() != first.type()) {
                errors.add(FieldError.invalid(
                        path + "." + name,
                        other.type().text(),
                        other.source() + " declares another type than " + first.source() + " ("
                                + first.type().text() + "); all declarations of a name must have one type"));
            }
        }
    }

    private void checkLocks(String name, List<Declared> entries, Map<String, JsonNode> given) {
        for (int i = 0; i < entries.size(); i++) {
            Declared lock = entries.get(i);
            if (!lock.declaration().locked()) {
                continue;
            }
            if (given.containsKey(name)) {
                errors.add(FieldError.forbidden(path + "." + name, "locked by " + lock.source()));
            }
            entries.subList(0, i).stream()
                    .filter(stronger -> stronger.declaration().value() != null
                            || stronger.declaration().secret() != null)
                    .forEach(stronger -> errors.add(FieldError.forbidden(
                            path + "." + name, "set by " + stronger.source() + " but locked by " + lock.source())));
        }
    }

    private void checkOwnValue(Declared declared) {
        JsonNode value = declared.declaration().value();
        if (value != null && !declared.type().holds(value)) {
            errors.add(wrongType(declared.declaration().name(), value, declared.type(), " in " + declared.source()));
        }
    }

    private ResolvedVariable value(String name, List<Declared> entries, Optional<JsonNode> given) {
        if (given.isPresent() && !given.get().isNull()) {
            return given(name, given.get(), entries.getFirst().type());
        }
        for (Declared entry : entries) {
            VariableDeclaration declaration = entry.declaration();
            if (declaration.secret() != null) {
                return new ResolvedVariable.Secret(declaration.secret());
            }
            if (declaration.value() != null) {
                return new ResolvedVariable.Plain(declaration.value());
            }
        }
        if (concerned.test(name)
                && entries.stream().anyMatch(entry -> entry.declaration().required())) {
            errors.add(FieldError.required(path + "." + name, ""));
        }
        return new ResolvedVariable.Unset();
    }

    private ResolvedVariable given(String name, JsonNode value, VariableType type) {
        if (value.isObject() && value.has("secretRef")) {
            JsonNode ref = value.get("secretRef");
            if (type != VariableType.STRING) {
                errors.add(FieldError.forbidden(
                        path + "." + name + ".secretRef",
                        "a secret variable is a string, \"" + name + "\" is declared " + type.text()));
            }
            return new ResolvedVariable.Secret(new SecretKey(
                    namespace, ref.path("name").asText(), ref.path("key").asText()));
        }
        if (!type.holds(value)) {
            errors.add(wrongType(name, value, type, ""));
        }
        return new ResolvedVariable.Plain(value);
    }

    private FieldError wrongType(String name, JsonNode value, VariableType type, String where) {
        return FieldError.invalid(
                path + "." + name, value, "must be of type " + type.text() + where + "; values are not converted");
    }

    private record Declared(String source, VariableDeclaration declaration) {
        VariableType type() {
            return declaration.type();
        }
    }
}
