// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.agent.gateway.ServedUrl;
import dev.paddock.agent.output.HiddenValue;
import dev.paddock.agent.output.ReadOutputs;
import dev.paddock.api.meta.Reason;
import dev.paddock.api.mural.WorkloadStatus;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.Component;
import dev.paddock.api.mural.WorkloadTemplate.DefinitionOutput;
import dev.paddock.api.mural.WorkloadTemplate.ObjectOutput;
import dev.paddock.api.mural.WorkloadTemplate.OutputType;
import dev.paddock.api.mural.WorkloadTemplate.Trait;
import dev.paddock.core.output.JsonPath;
import dev.paddock.core.output.SpokePath;
import dev.paddock.core.workload.UrlRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that a workload puts out, read from its live objects by path and given their declared type. Pure; an object outside
 * the workload comes from a lookup.
 */
final class Outputs {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All values found, and the first thing that is not as declared. */
    record Result(WorkloadStatus.Outputs values, Reason reason, String message, ReadOutputs read) {}

    private record Problem(Reason reason, String message) {}

    private final List<Part> parts;
    private final Function<WorkloadTemplate.ObjectPath, Optional<JsonNode>> lookup;
    private final Optional<ServedUrl> gateway;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Object> shown = new LinkedHashMap<>();
    private final Map<String, HiddenValue> hidden = new LinkedHashMap<>();

    /** @param gateway where there is one, it says under which address the workload is to be reached */
    Outputs(
            List<Part> parts,
            Function<WorkloadTemplate.ObjectPath, Optional<JsonNode>> lookup,
            Optional<ServedUrl> gateway) {
        this.parts = parts;
        this.lookup = lookup;
        this.gateway = gateway;
    }

    Result read(@Nullable WorkloadTemplate template) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        Map<String, Object> objects = new LinkedHashMap<>();
        if (template != null) {
            template.components().forEach(component -> readComponent(component, definitions));
            template.objectOutputRefs().forEach(output -> readObject(output, objects));
        }
        if (template == null || !declaresUrl(template)) {
            gateway.flatMap(known -> known.of(objects())).ifPresent(url -> objects.put(UrlRule.OUTPUT, url));
        }
        WorkloadStatus.Outputs values = new WorkloadStatus.Outputs(definitions, objects);
        return problems.isEmpty()
                ? new Result(values, Reason.COMPLETE, "", new ReadOutputs(shown, hidden))
                : new Result(
                        values,
                        problems.getFirst().reason(),
                        problems.getFirst().message(),
                        new ReadOutputs(shown, hidden));
    }

    /** What the profile says about its address is not for the gateway to correct. */
    private static boolean declaresUrl(WorkloadTemplate template) {
        return template.objectOutputRefs().stream()
                        .anyMatch(output -> output.name().equals(UrlRule.OUTPUT))
                || template.components().stream()
                        .flatMap(component -> component.definitionOutputRefs().stream())
                        .anyMatch(output -> output.name().equals(UrlRule.OUTPUT));
    }

    private List<JsonNode> objects() {
        return parts.stream().flatMap(part -> part.object().stream()).toList();
    }

    private void readComponent(Component component, Map<String, Object> definitions) {
        Map<String, Object> values = new LinkedHashMap<>();
        component
                .definitionOutputRefs()
                .forEach(output -> readDefinition(
                        component.name(), "", output, SpokePath.ofComponent(component.name(), output.name()), values));
        for (Trait trait : component.traits()) {
            Map<String, Object> traitValues = new LinkedHashMap<>();
            trait.definitionOutputRefs()
                    .forEach(output -> readDefinition(
                            component.name(),
                            trait.type(),
                            output,
                            SpokePath.ofTrait(
                                    component.name(),
                                    Objects.requireNonNullElse(trait.name(), trait.type()),
                                    output.name()),
                            traitValues));
            if (!traitValues.isEmpty()) {
                values.put(Objects.requireNonNullElse(trait.name(), trait.type()), traitValues);
            }
        }
        if (!values.isEmpty()) {
            definitions.put(component.name(), values);
        }
    }

    private void readDefinition(
            String component, String trait, DefinitionOutput output, SpokePath named, Map<String, Object> values) {
        var path = output.pathRef();
        List<JsonNode> sources = parts.stream()
                .filter(part ->
                        part.component().equals(component) && part.trait().equals(trait))
                .filter(part ->
                        part.labels().entrySet().containsAll(path.labels().entrySet()))
                .flatMap(part -> part.object().stream())
                .filter(object -> object.path("apiVersion").asText().equals(path.apiVersion())
                        && object.path("kind").asText().equals(path.kind()))
                .toList();
        String name = component + (trait.isEmpty() ? "" : "." + trait) + "." + output.name();
        if (sources.size() != 1) {
            problems.add(new Problem(
                    Reason.WAITING,
                    name + ": " + sources.size() + " objects of kind " + path.kind() + " match, must be one"));
            return;
        }
        keep(name, named, sources.getFirst(), path.path(), output.type(), values);
    }

    /** What comes out of a Secret goes no further than this cluster. */
    private void keep(
            String name,
            SpokePath named,
            JsonNode source,
            String path,
            @Nullable OutputType type,
            Map<String, Object> values) {
        value(name, source, path, type).ifPresent(found -> {
            if (source.path("kind").asText().equals("Secret")
                    && source.path("apiVersion").asText().equals("v1")) {
                hide(named, source, path, String.valueOf(found));
            } else {
                values.put(named.names().getLast(), found);
                shown.put(named.toString(), found);
            }
        });
    }

    private void hide(SpokePath named, JsonNode source, String path, String found) {
        JsonNode metadata = source.path("metadata");
        String version = metadata.path("uid").asText() + "@"
                + metadata.path("resourceVersion").asText();
        boolean encoded = path.replace("{", "").strip().matches("\\$?(\\.data[.\\[]|\\[['\"]data['\"]]).*");
        hidden.put(
                named.toString(), encoded ? HiddenValue.ofBase64(found, version) : HiddenValue.ofText(found, version));
    }

    private void readObject(ObjectOutput output, Map<String, Object> values) {
        Optional<JsonNode> source = lookup.apply(output.pathRef());
        if (source.isEmpty()) {
            problems.add(new Problem(
                    Reason.WAITING,
                    output.name() + ": " + output.pathRef().kind() + " "
                            + output.pathRef().name() + " is not there yet"));
            return;
        }
        keep(
                output.name(),
                SpokePath.ofObject(output.name()),
                source.get(),
                output.pathRef().path(),
                output.type(),
                values);
    }

    private Optional<Object> value(String name, JsonNode source, String path, @Nullable OutputType type) {
        List<JsonNode> found;
        try {
            found = JsonPath.compile(path).find(source);
        } catch (IllegalArgumentException unreadable) {
            problems.add(
                    new Problem(Reason.PATH_NOT_FOUND, name + ": path \"" + path + "\" is " + unreadable.getMessage()));
            return Optional.empty();
        }
        if (found.size() != 1) {
            problems.add(new Problem(
                    Reason.PATH_NOT_FOUND, name + ": " + path + " gives " + found.size() + " values, must be one"));
            return Optional.empty();
        }
        return typed(name, found.getFirst(), Objects.requireNonNullElse(type, OutputType.STRING));
    }

    private Optional<Object> typed(String name, JsonNode value, OutputType type) {
        Object typed = switch (type) {
            case STRING -> value.isValueNode() ? value.asText() : null;
            case INTEGER -> value.isIntegralNumber() ? value.asLong() : null;
            case BOOLEAN -> value.isBoolean() ? value.asBoolean() : null;
            case JSON_RAW -> JSON.convertValue(value, Object.class);
        };
        if (typed == null) {
            problems.add(
                    new Problem(Reason.TYPE_MISMATCH, name + ": " + value.getNodeType() + " is not of type " + type));
        }
        return Optional.ofNullable(typed);
    }
}
