// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.variable;

import dev.paddock.api.mural.VariableSet;
import dev.paddock.core.workload.SecretKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a deployment's variables come from besides itself and its profile.
 *
 * @param sets of its Project and of the system, the stronger first
 * @param secrets what is in the Secrets that its secret variables name, as far as they are there, by {@code namespace/name}
 */
public record VariableSources(List<VariableSet> sets, Map<String, SecretContent> secrets) {
    public static final VariableSources NONE = new VariableSources(List.of(), Map.of());

    public VariableSources {
        sets = List.copyOf(sets);
        secrets = Map.copyOf(secrets);
    }

    public VariableSources with(Map<String, SecretContent> found) {
        return new VariableSources(sets, found);
    }

    public Optional<byte[]> value(SecretKey key) {
        return secret(key).flatMap(content -> content.value(key.key()));
    }

    public Optional<SecretContent> secret(SecretKey key) {
        return Optional.ofNullable(secrets.get(key.namespace() + "/" + key.name()));
    }
}
