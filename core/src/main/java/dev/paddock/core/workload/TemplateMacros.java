// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.Component;
import dev.paddock.core.output.OutputPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The macros in a template's properties, those of traits included, and where they stand. */
public final class TemplateMacros {

    /** A macro and the path of the property that holds it. */
    public record Found(String path, Macro macro) {}

    private TemplateMacros() {}

    /** @param path where the template sits in its object */
    public static Stream<Found> in(String path, WorkloadTemplate template) {
        return IntStream.range(0, template.components().size())
                .boxed()
                .flatMap(i -> in(
                        path + ".components[" + i + "]", template.components().get(i)));
    }

    /** @param path where the component sits in its object */
    public static Stream<Found> in(String path, Component component) {
        Stream<Found> own = inValue(path + ".properties", component.properties());
        Stream<Found> ofTraits = IntStream.range(0, component.traits().size())
                .boxed()
                .flatMap(i -> inValue(
                        path + ".traits[" + i + "].properties",
                        component.traits().get(i).properties()));
        return Stream.concat(own, ofTraits);
    }

    /** The outputs of other deployments that a template reads. */
    public static Set<OutputPath> outputsRead(WorkloadTemplate template) {
        return in("", template)
                .map(Found::macro)
                .filter(Macro.HubOutput.class::isInstance)
                .map(macro -> ((Macro.HubOutput) macro).path())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Found> inValue(String path, @Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream().flatMap(entry -> inValue(path + "." + entry.getKey(), entry.getValue()));
            case List<?> list ->
                IntStream.range(0, list.size()).boxed().flatMap(i -> inValue(path + "[" + i + "]", list.get(i)));
            case String text ->
                MacroText.parse(text).pieces().stream()
                        .filter(MacroText.Piece.Call.class::isInstance)
                        .map(piece -> new Found(path, ((MacroText.Piece.Call) piece).macro()));
            // Numbers, booleans and null hold no macro.
            case null, default -> Stream.empty();
        };
    }
}
