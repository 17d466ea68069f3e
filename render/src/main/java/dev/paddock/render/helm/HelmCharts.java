// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.render.KubernetesScopes;
import dev.paddock.render.helm.ChartQuestion.RefusedException;
import dev.paddock.render.worker.WorkerPool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Renders HelmReleases with the official library, for targets without a helm-controller. */
public final class HelmCharts implements ReleaseRenderer, AutoCloseable {

    /** What would run while a release is installed or changed: left out, the release would not be what its chart means. */
    private static final Set<String> NEEDED =
            Set.of("pre-install", "post-install", "pre-upgrade", "post-upgrade", "crd-install");

    private static final String TEST = "test";

    private final WorkerPool renderers;
    private final WorkerPool fetchers;
    private final ChartFetcher fetcher;
    private final ReferencedObjects objects;

    /** @param command of {@code paddock-helm}; asked for when it is first needed, as finding it may mean compiling it */
    public HelmCharts(Supplier<List<String>> command, HelmSettings settings, ReferencedObjects objects) {
        this.renderers = new WorkerPool(() -> with(command.get(), "render"), settings.rendering());
        this.fetchers = new WorkerPool(() -> with(command.get(), "fetch"), settings.fetching());
        this.objects = objects;
        this.fetcher = new ChartFetcher(fetchers, settings, objects);
    }

    @Override
    public Outcome render(Request request) {
        try {
            ChartQuestion question = ChartQuestion.of(request.release(), request.sources(), objects);
            ChartFetcher.Fetched fetched = fetcher.fetch(question);
            return switch (renderers.ask(ask(question, fetched, request.kubernetesVersion()))) {
                case WorkerPool.Answer.Unavailable unavailable ->
                    throw new EngineUnavailableException(unavailable.reason(), unavailable.cause());
                case WorkerPool.Answer.Failed failed -> new Outcome.Refused(failed.reason());
                case WorkerPool.Answer.Given given -> rendered(given.answer(), question, fetched.chart());
            };
        } catch (RefusedException refused) {
            return new Outcome.Refused(String.valueOf(refused.getMessage()));
        }
    }

    private static ObjectNode ask(ChartQuestion question, ChartFetcher.Fetched fetched, String kubernetesVersion) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("id", 1)
                .put("chart", fetched.path().toString())
                .put("name", question.releaseName())
                .put("namespace", question.namespace())
                .put("ignoreMissingValuesFiles", question.ignoreMissingValuesFiles())
                .put("kubeVersion", kubernetesVersion);
        request.set("values", question.values());
        question.valuesFiles().forEach(request.putArray("valuesFiles")::add);
        return request;
    }

    private static Outcome rendered(JsonNode answer, ChartQuestion question, Chart chart) {
        JsonNode problem = answer.path("problems").path(0).path("message");
        if (problem.isTextual()) {
            return new Outcome.Refused(problem.textValue());
        }
        JsonNode result = answer.path("result");
        List<String> warnings = new ArrayList<>();
        for (JsonNode hook : result.path("hooks")) {
            List<String> events =
                    hook.path("events").valueStream().map(JsonNode::asText).toList();
            String shown = "%s hook %s %s"
                    .formatted(
                            String.join(", ", events),
                            hook.path("kind").asText(),
                            hook.path("name").asText());
            if (events.stream().anyMatch(NEEDED::contains)) {
                return new Outcome.Refused(
                        ("the chart has a %s, which only Helm can run at its moment: switch it off by "
                                        + "the chart's values, or deliver to clusters with Flux's helm-controller")
                                .formatted(shown));
            }
            if (!events.stream().allMatch(TEST::equals)) {
                warnings.add("the chart's " + shown + " is left out: nothing runs it");
            }
        }
        List<ObjectNode> objects = new ArrayList<>();
        result.path("objects").forEach(object -> objects.add((ObjectNode) object));
        placeInNamespace(objects, question.namespace());
        if (question.createNamespace()) {
            objects.addFirst(namespace(question.namespace()));
        }
        Chart pinned = chart.version().isEmpty()
                ? new Chart(chart.name(), result.path("version").asText(), chart.digest(), chart.source())
                : chart;
        return new Outcome.Rendered(objects, pinned, warnings);
    }

    /** What Helm's client does when it installs: an object without a namespace goes where the release goes. */
    private static void placeInNamespace(List<ObjectNode> objects, String namespace) {
        Set<String> clusterScoped = new HashSet<>();
        for (ObjectNode object : objects) {
            JsonNode spec = object.path("spec");
            if (object.path("kind").asText().equals("CustomResourceDefinition")
                    && spec.path("scope").asText().equals("Cluster")) {
                clusterScoped.add(spec.path("names").path("kind").asText() + "."
                        + spec.path("group").asText());
            }
        }
        for (ObjectNode object : objects) {
            String kindGroup = KubernetesScopes.kindGroup(
                    object.path("apiVersion").asText(), object.path("kind").asText());
            ObjectNode metadata = object.withObject("/metadata");
            if (!KubernetesScopes.clusterScoped(kindGroup, clusterScoped)
                    && metadata.path("namespace").asText().isEmpty()) {
                metadata.put("namespace", namespace);
            }
        }
    }

    private static ObjectNode namespace(String name) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
        object.putObject("metadata").put("name", name);
        return object;
    }

    private static List<String> with(List<String> command, String argument) {
        return Stream.concat(command.stream(), Stream.of(argument)).toList();
    }

    /** The processes that run now, for tests and for diagnosis. */
    List<Long> pids() {
        return Stream.concat(renderers.pids().stream(), fetchers.pids().stream())
                .toList();
    }

    @Override
    public void close() {
        renderers.close();
        fetchers.close();
    }
}
