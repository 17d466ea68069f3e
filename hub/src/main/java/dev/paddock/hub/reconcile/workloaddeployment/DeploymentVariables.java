// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.mural.Variable;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.revision.ProfileRevision;
import dev.paddock.core.variable.Declared;
import dev.paddock.core.variable.VariableUse;
import dev.paddock.core.workload.ResolvedVariable;
import dev.paddock.core.workload.SecretKey;
import dev.paddock.core.workload.VariableLevel;
import dev.paddock.core.workload.VariableResolution;
import dev.paddock.core.workload.VariableResolver;
import dev.paddock.hub.variable.VariableSources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a deployment: its own values, then the sets of its Project and of the system, then its profile. A ProfileBundle's will
 * stand before the Project's. Secret variables that are read must have their Secret.
 */
final class DeploymentVariables {

    private static final String PATH = "spec.variables";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DeploymentInputs inputs;
    private final VariableUse read;
    private final VariableResolution resolution;

    private DeploymentVariables(DeploymentInputs inputs, VariableUse read, VariableResolution resolution) {
        this.inputs = inputs;
        this.read = read;
        this.resolution = resolution;
    }

    static DeploymentVariables of(DeploymentInputs inputs) {
        Map<String, JsonNode> given = new TreeMap<>();
        inputs.deployment()
                .getSpec()
                .variables()
                .forEach((name, value) -> given.put(name, MAPPER.valueToTree(value.json())));
        Optional<ProfileRevision> profile = inputs.deployment().getSpec().workload() != null
                ? Optional.empty()
                : inputs.profile().revision();
        List<VariableLevel> levels = new ArrayList<>();
        inputs.variables().sets().forEach(set -> levels.add(Declared.bySet(set)));
        profile.ifPresent(found -> levels.add(
                Declared.byProfile(found.namespace(), found.name(), found.spec().variableSet())));
        VariableUse read = VariableUse.of(template(inputs, profile), Set.of());
        VariableUse concerned = read.with(given.keySet())
                .with(profile.stream()
                        .flatMap(found -> found.spec().variableSet().stream())
                        .map(Variable::name)
                        .collect(Collectors.toSet()));
        VariableResolution resolution =
                VariableResolver.resolve(PATH, inputs.projectName(), levels, given, concerned::contains);
        return new DeploymentVariables(inputs, read, resolution);
    }

    private static @Nullable WorkloadTemplate template(DeploymentInputs inputs, Optional<ProfileRevision> profile) {
        return profile.map(ProfileRevision::template)
                .orElseGet(() -> inputs.deployment().getSpec().workload());
    }

    /** With what Secrets lack among the errors. */
    VariableResolution resolve() {
        List<FieldError> errors = new ArrayList<>(resolution.errors());
        secrets().forEach((name, key) -> missing(name, key, inputs.variables()).ifPresent(errors::add));
        return new VariableResolution(resolution.values(), errors);
    }

    /** The secret variables that the template reads. */
    SortedMap<String, SecretKey> secrets() {
        SortedMap<String, SecretKey> secrets = new TreeMap<>();
        resolution.values().forEach((name, value) -> {
            if (read.contains(name) && value instanceof ResolvedVariable.Secret secret) {
                secrets.put(name, secret.ref());
            }
        });
        return secrets;
    }

    Set<SecretKey> secretKeys() {
        return new HashSet<>(secrets().values());
    }

    /** Equal as long as rendering again would give nothing new; it holds no value of a Secret. */
    String fingerprint() {
        SortedMap<String, String> parts = new TreeMap<>();
        resolution.values().forEach((name, value) -> {
            if (read.contains(name)) {
                parts.put(name, value.toString());
            }
        });
        SortedMap<String, String> versions = new TreeMap<>();
        secrets()
                .forEach((name, key) -> versions.put(
                        name,
                        inputs.variables().secret(key).map(Object::toString).orElse("-")));
        return parts + " " + versions + " " + resolution.errors();
    }

    private static Optional<FieldError> missing(String name, SecretKey key, VariableSources sources) {
        String secret = "Secret " + key.namespace() + "/" + key.name();
        if (sources.secret(key).isEmpty()) {
            return Optional.of(
                    new FieldError(PATH + "." + name, FieldError.Type.NOT_FOUND, secret, " (waiting for it)"));
        }
        return sources.value(key).isPresent()
                ? Optional.empty()
                : Optional.of(new FieldError(
                        PATH + "." + name, FieldError.Type.NOT_FOUND, secret, " has no key \"" + key.key() + "\""));
    }
}
