// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.DefinitionReader;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.oam.Application;
import dev.paddock.core.oam.ApplicationRenderer;
import dev.paddock.core.oam.RenderSettings;
import dev.paddock.core.oam.RenderedApplication;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.render.cel.CelEngine;
import dev.paddock.render.cel.CelLimits;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.cue.WorkerLimits;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Renders one Application many times: a webservice with three traits, four templates in all. */
final class RenderBench {
    private static final int AT_ONCE = 2;
    private static final int WARM_UP = 200;
    private static final int CEL_WARM_UP = 20_000;

    /** So much faster that fewer would not measure anything. */
    private static final int CEL_TIMES = 10;

    private final int renders;

    RenderBench(int renders) {
        this.renders = renders;
    }

    List<Figure> run() throws InterruptedException {
        NativeBinaries binaries = NativeBinaries.from(
                System.getenv(), Path.of(System.getProperty("user.home")), Clock.systemUTC(), Progress.silent());
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (CueWorkers workers = new CueWorkers(() -> binaries.command(Component.CUE), WorkerLimits.standard())) {
            ApplicationRenderer cue = new ApplicationRenderer(workers, new BuiltInDefinitions().read());
            CelEngine engine = new CelEngine(CelLimits.standard(), System::nanoTime);
            ApplicationRenderer cel = new ApplicationRenderer(engine, celDefinitions());
            return List.of(
                    figure(threads, cue, "", WARM_UP, renders, "(at least 500/s)"),
                    figure(threads, cel, " in CEL", CEL_WARM_UP, renders * CEL_TIMES, "(at least 5000/s)"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Figure figure(
            ExecutorService threads,
            ApplicationRenderer renderer,
            String language,
            int warmUp,
            int times,
            String target)
            throws InterruptedException {
        measure(threads, renderer, warmUp);
        Durations durations = new Durations();
        long start = System.nanoTime();
        measure(threads, renderer, times).forEach(durations::add);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figure(
                "renders a second of a webservice with three traits%s, two at a time".formatted(language),
                String.format(
                        Locale.ROOT,
                        "%.0f/s; p50 %.1f ms, p99 %.1f ms",
                        times / seconds,
                        durations.percentile(50).toNanos() / 1e6,
                        durations.percentile(99).toNanos() / 1e6),
                target);
    }

    private static Definitions celDefinitions() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        List<Definition> definitions = new ArrayList<>();
        try (InputStream text = RenderBench.class.getResourceAsStream("cel-definitions.yaml");
                MappingIterator<JsonNode> objects =
                        yaml.readerFor(JsonNode.class).readValues(text)) {
            while (objects.hasNext()) {
                switch (DefinitionReader.read(objects.next())) {
                    case DefinitionReader.Outcome.Read read -> definitions.add(read.definition());
                    case DefinitionReader.Outcome.Refused refused ->
                        throw new IllegalStateException(refused.errors().toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cel-definitions.yaml", e);
        }
        return Definitions.of(definitions);
    }

    private static List<Duration> measure(ExecutorService threads, ApplicationRenderer renderer, int times)
            throws InterruptedException {
        List<Future<Duration>> running = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Application application = application(i);
            running.add(threads.submit(() -> {
                long start = System.nanoTime();
                RenderedApplication rendered = renderer.render(application, RenderSettings.OFFLINE);
                if (!rendered.errors().isEmpty()) {
                    throw new IllegalStateException(rendered.errors().toString());
                }
                return Duration.ofNanos(System.nanoTime() - start);
            }));
        }
        List<Duration> durations = new ArrayList<>();
        for (Future<Duration> each : running) {
            try {
                durations.add(each.get());
            } catch (ExecutionException failure) {
                throw new IllegalStateException(failure.getCause());
            }
        }
        return durations;
    }

    private static Application application(int number) {
        ObjectNode web =
                node().put("image", "example/web:" + number).put("cpu", "500m").put("memory", "512Mi");
        web.putArray("ports").addObject().put("port", 80).put("expose", true);
        web.putArray("env").addObject().put("name", "NUMBER").put("value", String.valueOf(number));
        ObjectNode expose = node();
        expose.putArray("port").add(8080);
        return new Application(
                "app-" + number,
                "default",
                Map.of(),
                Map.of(),
                List.of(new Application.Component(
                        "web",
                        "webservice",
                        web,
                        List.of(
                                new Application.Trait("scaler", node().put("replicas", 3), ""),
                                new Application.Trait("labels", node().put("team", "blue"), ""),
                                new Application.Trait("expose", expose, "")),
                        "spec.components[0]")),
                List.of(),
                List.of());
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
