// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.substitution;

import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.Component;
import dev.paddock.api.mural.WorkloadTemplate.DefinitionOutput;
import dev.paddock.api.mural.WorkloadTemplate.ObjectOutput;
import dev.paddock.api.mural.WorkloadTemplate.OutputType;
import dev.paddock.api.mural.WorkloadTemplate.Trait;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.output.SpokePath;
import dev.paddock.core.workload.Macro;
import dev.paddock.core.workload.TemplateMacros;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The outputs that a template declares, and whether those who read them within it may. Pure; reads no value. */
public final class LocalOutputs {

    private static final String SECRET = "Secret";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?");

    /**
     * One output.
     *
     * @param path where it is declared
     * @param secret whether its value comes out of a Secret, and so never leaves the cluster
     */
    public record Output(SpokePath name, String path, OutputType type, boolean secret, boolean skipHash) {}

    private final Map<String, Output> byName = new LinkedHashMap<>();
    private final Map<String, Integer> priorities = new LinkedHashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    private LocalOutputs() {}

    /** @param path where the template sits in its object */
    public static LocalOutputs of(String path, WorkloadTemplate template) {
        LocalOutputs outputs = new LocalOutputs();
        for (int i = 0; i < template.components().size(); i++) {
            outputs.component(
                    path + ".components[" + i + "]", template.components().get(i));
        }
        for (int i = 0; i < template.objectOutputRefs().size(); i++) {
            ObjectOutput output = template.objectOutputRefs().get(i);
            outputs.add(new Output(
                    SpokePath.ofObject(output.name()),
                    path + ".objectOutputRefs[" + i + "]",
                    type(output.type()),
                    SECRET.equals(output.pathRef().kind()),
                    false));
        }
        outputs.clashes();
        return outputs;
    }

    public Optional<Output> find(SpokePath path) {
        return Optional.ofNullable(byName.get(path.toString()));
    }

    public List<Output> all() {
        return List.copyOf(byName.values());
    }

    /** What is wrong with the declarations, and with the macros of {@code template} that read them. */
    public List<FieldError> faults(String path, WorkloadTemplate template) {
        List<FieldError> faults = new ArrayList<>(errors);
        for (int i = 0; i < template.components().size(); i++) {
            Component reader = template.components().get(i);
            TemplateMacros.in(path + ".components[" + i + "]", reader)
                    .filter(found -> found.macro() instanceof Macro.SpokeOutput)
                    .forEach(found -> fault(found.path(), (Macro.SpokeOutput) found.macro(), reader)
                            .ifPresent(faults::add));
        }
        return List.copyOf(faults);
    }

    private Optional<FieldError> fault(String at, Macro.SpokeOutput macro, Component reader) {
        Optional<SpokePath> path = SpokePath.parse(macro.path());
        if (path.isEmpty()) {
            return Optional.of(FieldError.invalid(
                    at,
                    macro.path(),
                    "must be .def.<component>.<output>, .def.<component>.<trait>.<output> or .obj.<output>"));
        }
        if (find(path.get()).isEmpty()) {
            return Optional.of(FieldError.notFound(at, macro.path(), byName.keySet()));
        }
        String source = path.get().component().orElse("");
        int given = priorities.getOrDefault(source, -1);
        return given < reader.priority()
                ? Optional.empty()
                : Optional.of(FieldError.forbidden(
                        at,
                        "component \"%s\" has deploymentPriority %d, \"%s\" must have a higher one to read its outputs (has %d)"
                                .formatted(source, given, reader.name(), reader.priority())));
    }

    private void component(String at, Component component) {
        priorities.put(component.name(), component.priority());
        definitions(at, component.definitionOutputRefs(), output -> SpokePath.ofComponent(component.name(), output));
        for (int i = 0; i < component.traits().size(); i++) {
            Trait trait = component.traits().get(i);
            String name = Objects.requireNonNullElse(trait.name(), trait.type());
            String traitAt = at + ".traits[" + i + "]";
            if (name.contains(".") && !trait.definitionOutputRefs().isEmpty()) {
                errors.add(FieldError.required(
                        traitAt + ".name", "macros cannot name a trait whose type has a dot and that has no name"));
                continue;
            }
            definitions(
                    traitAt, trait.definitionOutputRefs(), output -> SpokePath.ofTrait(component.name(), name, output));
        }
    }

    private void definitions(String at, List<DefinitionOutput> outputs, Function<String, SpokePath> naming) {
        for (int i = 0; i < outputs.size(); i++) {
            DefinitionOutput output = outputs.get(i);
            add(new Output(
                    naming.apply(output.name()),
                    at + ".definitionOutputRefs[" + i + "]",
                    type(output.type()),
                    SECRET.equals(output.pathRef().kind()),
                    Boolean.TRUE.equals(output.skipHash())));
        }
    }

    private void add(Output output) {
        String name = output.name().names().getLast();
        if (!NAME.matcher(name).matches()) {
            errors.add(FieldError.invalid(
                    output.path() + ".name",
                    name,
                    "must be letters, digits, - and _, and begin and end with a letter or digit"));
        }
        byName.putIfAbsent(output.name().toString(), output);
    }

    /** On a cluster each output is one variable, whose name has no hyphens. */
    private void clashes() {
        Map<String, Output> variables = new LinkedHashMap<>();
        for (Output output : byName.values()) {
            Output first = variables.putIfAbsent(output.name().variable(), output);
            if (first != null) {
                errors.add(new FieldError(
                        output.path() + ".name",
                        FieldError.Type.DUPLICATE,
                        output.name().names().getLast(),
                        holder(first).equals(holder(output))
                                ? "differs from \"" + first.name().names().getLast() + "\" only in - and _"
                                : output.name() + " and " + first.name() + " differ only in -, _ and ."));
            }
        }
    }

    private static List<String> holder(Output output) {
        List<String> names = output.name().names();
        return names.subList(0, names.size() - 1);
    }

    private static OutputType type(@Nullable OutputType type) {
        return Objects.requireNonNullElse(type, OutputType.STRING);
    }
}
