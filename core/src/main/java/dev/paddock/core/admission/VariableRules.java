// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.common.ProfileReference;
import dev.paddock.api.common.VariableValue;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Variable;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadProfileSpec;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.oam.DefinitionRevisionSpec.ProfileSnapshot;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.revision.Revisions;
import dev.paddock.core.variable.Declared;
import dev.paddock.core.variable.SetCheck;
import dev.paddock.core.variable.VariableUse;
import dev.paddock.core.workload.VariableLevel;
import dev.paddock.core.workload.VariableResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values a deployment gives against what its profile, its Project and the system declare; what the declarations themselves have to keep to.
 * Nothing is known of a deployment whose profile or revision is not there yet.
 */
final class VariableRules {
    private static final String PATH = "spec.variables";
    private static final ObjectMapper JSON = new ObjectMapper();

    private VariableRules() {}

    // Deployments

    /**
     * @param inline what the deployment is made of where it names no profile; null for one that has neither
     * @param fallbackNamespace of the profile
     */
    static Stream<Finding> doNotFit(
            Input<?> input,
            @Nullable WorkloadTemplate inline,
            @Nullable ProfileReference reference,
            String fallbackNamespace,
            Optional<String> version,
            Map<String, VariableValue> given) {
        Stream<Finding> shapes = notAValue(given);
        if (reference == null) {
            return inline == null
                    ? shapes
                    : Stream.concat(shapes, against(input, List.of(), VariableUse.of(inline, given.keySet()), given));
        }
        String namespace = reference.namespaceOr(fallbackNamespace);
        Stream<Finding> values = declaring(input.objects(), namespace, reference.name(), version).stream()
                .flatMap(spec -> {
                    VariableLevel level = Declared.byProfile(namespace, reference.name(), spec.variableSet());
                    Set<String> names =
                            spec.variableSet().stream().map(Variable::name).collect(Collectors.toSet());
                    VariableUse use =
                            VariableUse.of(spec.workload(), given.keySet()).with(names);
                    return against(input, List.of(level), use, given);
                });
        return Stream.concat(shapes, values);
    }

    /** A revision declares what it declared, whatever the profile says by now. */
    private static Optional<WorkloadProfileSpec> declaring(
            ObjectIndex objects, String namespace, String name, Optional<String> version) {
        return version.isPresent()
                ? objects.find(DefinitionRevision.class, namespace, Revisions.name(name, version.get()))
                        .filter(revision -> Revisions.isOf(revision, name))
                        .flatMap(Revisions::snapshot)
                        .map(ProfileSnapshot::spec)
                : objects.find(WorkloadProfile.class, namespace, name).map(WorkloadProfile::getSpec);
    }

    private static Stream<Finding> notAValue(Map<String, VariableValue> given) {
        return new TreeMap<>(given)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof VariableValue.Unsupported)
                        .map(entry -> new Finding.Invalid(FieldError.invalid(
                                PATH + "." + entry.getKey(),
                                JSON.<JsonNode>valueToTree(entry.getValue()),
                                "must be a string, a boolean, a number or {secretRef: {name, key}}")));
    }

    /** Between the deployment and its Project's set a ProfileBundle's will stand. */
    private static Stream<Finding> against(
            Input<?> input, List<VariableLevel> profile, VariableUse use, Map<String, VariableValue> given) {
        List<VariableLevel> levels = new ArrayList<>();
        sets(input.objects(), input.namespace()).map(Declared::bySet).forEach(levels::add);
        levels.addAll(profile);
        Map<String, JsonNode> values = new TreeMap<>();
        given.forEach((name, value) -> {
            if (!(value instanceof VariableValue.Unsupported)) {
                values.put(name, JSON.valueToTree(value));
            }
        });
        return VariableResolver.resolve(PATH, input.namespace(), levels, values, use::contains).errors().stream()
                .map(Finding.Invalid::new);
    }

    /** Those that a deployment of the namespace sees, the strongest first. */
    private static Stream<VariableSet> sets(ObjectIndex objects, String namespace) {
        return Stream.of(namespace, Namespaces.SYSTEM)
                .distinct()
                .flatMap(where -> objects.find(VariableSet.class, where, VariableSet.NAME).stream());
    }

    // VariableSet

    static Stream<Finding> setHasAnotherName(Input<VariableSet> input) {
        return input.name().equals(VariableSet.NAME)
                ? Finding.none()
                : Finding.invalid(FieldError.invalid("metadata.name", input.name(), "must be " + VariableSet.NAME));
    }

    static Stream<Finding> namespaceHoldsNoSet(Input<VariableSet> input) {
        return input.namespace().equals(Namespaces.SYSTEM) ? Finding.none() : ScopeRules.namespaceHasNoProject(input);
    }

    static Stream<Finding> setContradicts(Input<VariableSet> input) {
        boolean system = Declared.ofSystem(input.object());
        List<VariableSet> others = system
                ? input.objects().list(VariableSet.class).stream()
                        .filter(set -> !Declared.ofSystem(set))
                        .filter(set -> VariableSet.NAME.equals(set.getMetadata().getName()))
                        .toList()
                : input.objects().find(VariableSet.class, Namespaces.SYSTEM, VariableSet.NAME).stream()
                        .toList();
        return Stream.concat(
                SetCheck.of(input.object(), others).stream().map(Finding.Invalid::new),
                system ? lockedAway(input.object(), others) : Finding.none());
    }

    /** The system's word counts all the same; whoever it silences is told here first. */
    private static Stream<Finding> lockedAway(VariableSet system, List<VariableSet> others) {
        List<Variable> variables = Declared.variables(system);
        return IntStream.range(0, variables.size())
                .boxed()
                .filter(i -> variables.get(i).fixed())
                .flatMap(i -> others.stream()
                        .filter(set -> Declared.variables(set).stream()
                                .anyMatch(variable ->
                                        variable.name().equals(variables.get(i).name())))
                        .map(set -> new Finding.Warning(
                                "spec.variables[%d].locked: %s has a value of \"%s\" that is refused now"
                                        .formatted(
                                                i,
                                                Declared.nameOf(
                                                        set.getMetadata().getNamespace()),
                                                variables.get(i).name()))));
    }

    // WorkloadProfile

    static Stream<Finding> profileContradicts(Input<WorkloadProfile> input) {
        List<VariableSet> sets = sets(input.objects(), input.namespace()).toList();
        return SetCheck.ofProfile(
                        "spec.variableSet",
                        input.namespace(),
                        input.object().getSpec().variableSet(),
                        sets)
                .stream()
                .map(Finding.Invalid::new);
    }
}
