// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A component that is a HelmRelease, as the objects of its chart. Traits were applied to the release before, so that they mean the same
 * whether a controller installs the chart or not.
 */
final class ChartObjects {

    /** The {@code workload.type} of component types whose main object is a HelmRelease. */
    static final String WORKLOAD = "helmreleases.helm.toolkit.fluxcd.io";

    private static final Set<String> SOURCES = Set.of("HelmRepository", "OCIRepository");
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");

    private static final Set<String> SURROUNDINGS = Set.of("Namespace", "CustomResourceDefinition");

    private final ReleaseRenderer releases;
    private final DeliverySetting setting;

    ChartObjects(ReleaseRenderer releases, DeliverySetting setting) {
        this.releases = releases;
        this.setting = setting;
    }

    /** The component as it is delivered; nothing, with an error on record, if its chart cannot be rendered. */
    Optional<RenderedApplication.Component> of(
            RenderedApplication.Component component,
            Definition definition,
            TemplateFaults faults,
            List<FieldError> errors,
            List<String> warnings) {
        if (!definition.workload().equals(Optional.of(WORKLOAD))) {
            return Optional.of(component);
        }
        List<ObjectNode> sources = component.parts().stream()
                .map(RenderedApplication.Part::object)
                .filter(ChartObjects::isSource)
                .map(ObjectNode::deepCopy)
                .toList();
        ObjectNode release = component.main().deepCopy();
        OpaqueMacros macros = OpaqueMacros.hideIn(release);
        if (setting.installsRelease(component.name()) && macros.isEmpty() && bringsItsSource(release, sources)) {
            return Optional.of(component);
        }
        Optional<String> forbidden = Stream.concat(Stream.of(release), sources.stream())
                .flatMap(copy -> setting.beforeRendering(copy).stream())
                .findFirst();
        if (forbidden.isPresent()) {
            errors.add(faults.ofAll(forbidden.get()));
            return Optional.empty();
        }
        return switch (releases.render(new ReleaseRenderer.Request(release, sources, setting.kubernetesVersion()))) {
            case ReleaseRenderer.Outcome.Left left -> Optional.of(component);
            case ReleaseRenderer.Outcome.Refused refused -> {
                errors.add(faults.ofAll(refused.reason()));
                yield Optional.empty();
            }
            case ReleaseRenderer.Outcome.Rendered rendered -> {
                List<ObjectNode> objects =
                        rendered.objects().stream().map(macros::reveal).toList();
                rendered.warnings().forEach(warning -> warnings.add(faults.place() + ": " + warning));
                macros.unseen()
                        .forEach(macro -> warnings.add(faults.place() + ": its chart puts " + macro
                                + " into none of its objects as it is, so no value takes its place"));
                yield rendered(component, objects, rendered.chart(), faults, errors);
            }
        };
    }

    private Optional<RenderedApplication.Component> rendered(
            RenderedApplication.Component component,
            List<ObjectNode> rendered,
            ReleaseRenderer.Chart chart,
            TemplateFaults faults,
            List<FieldError> errors) {
        List<ObjectNode> objects = new ArrayList<>(rendered);
        if (objects.isEmpty()) {
            errors.add(faults.ofAll("its chart makes no objects with these values"));
            return Optional.empty();
        }
        objects.forEach(object -> setting.completeChartObject(object, component.name()));
        ObjectNode main = objects.stream()
                .filter(object -> WORKLOADS.contains(object.path("kind").asText()))
                .findFirst()
                .or(() -> objects.stream()
                        .filter(object ->
                                !SURROUNDINGS.contains(object.path("kind").asText()))
                        .findFirst())
                .orElse(objects.getFirst());
        objects.remove(main);
        List<RenderedApplication.Part> parts = new ArrayList<>();
        objects.forEach(
                object -> parts.add(new RenderedApplication.Part(Labels.AUXILIARY_WORKLOAD, resource(object), object)));
        component.parts().stream().filter(part -> !isSource(part.object())).forEach(parts::add);
        return Optional.of(
                new RenderedApplication.Component(component.name(), main, parts, Optional.of(chart)));
    }

    /** A repository on the hub, and a Secret there, are out of the controller's reach. */
    private static boolean bringsItsSource(ObjectNode release, List<ObjectNode> sources) {
        ObjectNode spec = release.withObject("/spec");
        JsonNode reference = spec.has("chartRef") ? spec.path("chartRef") : spec.at("/chart/spec/sourceRef");
        return sources.stream()
                .filter(source -> source.path("kind").equals(reference.path("kind"))
                        && source.at("/metadata/name").equals(reference.path("name")))
                .anyMatch(source -> !source.path("spec").has("secretRef")
                        && !source.path("spec").has("certSecretRef"));
    }

    private static boolean isSource(ObjectNode object) {
        return object.path("apiVersion").asText().startsWith("source.toolkit.fluxcd.io/")
                && SOURCES.contains(object.path("kind").asText());
    }

    private static String resource(ObjectNode object) {
        return (object.path("kind").asText() + "-"
                        + object.path("metadata").path("name").asText())
                .toLowerCase(Locale.ROOT);
    }
}
