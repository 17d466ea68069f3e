// SPDX-License-Identifier: Apache-2.0
package dev.paddock.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.oam.Application;
import dev.paddock.core.oam.ApplicationRenderer;
import dev.paddock.core.oam.RenderSettings;
import dev.paddock.core.oam.RenderedApplication;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.binaries.NativeBinaries;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.cue.WorkerLimits;
import dev.paddock.render.definitions.BuiltInDefinitions;
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

    private final int renders;

    RenderBench(int renders) {
        this.renders = renders;
    }

    List<Figure> run() throws InterruptedException {
        NativeBinaries binaries = NativeBinaries.from(
                System.getenv(), Path.of(System.getProperty("user.home")), Clock.systemUTC(), Progress.silent());
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (CueWorkers workers = new CueWorkers(() -> binaries.command(Component.CUE), WorkerLimits.standard())) {
            ApplicationRenderer renderer = new ApplicationRenderer(workers, new BuiltInDefinitions().read());
            measure(threads, renderer, WARM_UP);
            Durations durations = new Durations();
            long start = System.nanoTime();
            measure(threads, renderer, renders).forEach(durations::add);
            double seconds = (System.nanoTime() - start) / 1e9;
            return List.of(new Figure(
                    "renders a second of a webservice with three traits, two at a time",
                    String.format(
                            Locale.ROOT,
                            "%.0f/s; p50 %d ms, p99 %d ms",
                            renders / seconds,
                            durations.percentile(50).toMillis(),
                            durations.percentile(99).toMillis()),
                    "(at least 500/s)"));
        } finally {
            threads.shutdownNow();
        }
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
