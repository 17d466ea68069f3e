// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import dev.paddock.render.worker.WorkerBounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * @param store where charts are kept by their digests; only the owner may read it
 * @param directory from where charts on disk are looked up; empty where a chart may only come from a repository
 * @param environment of the process that gets charts: proxies and certificates
 * @param renderTime of one chart
 * @param fetchTime of getting one chart
 * @param chartMiB the largest archive
 */
public record HelmSettings(
        Path store,
        Optional<Path> directory,
        Map<String, String> environment,
        Duration renderTime,
        Duration fetchTime,
        int chartMiB) {

    private static final Duration ANSWERS_BY_ITSELF = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Set<String> PASSED_ON = Set.of(
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");

    public HelmSettings {
        environment = Map.copyOf(environment);
    }

    /** @param environment of this process, of which only what names proxies and certificates is passed on */
    public static HelmSettings standard(Path store, Optional<Path> directory, Map<String, String> environment) {
        Map<String, String> passedOn = new LinkedHashMap<>(environment);
        passedOn.keySet().retainAll(PASSED_ON);
        return new HelmSettings(store, directory, passedOn, Duration.ofSeconds(10), Duration.ofSeconds(30), 20);
    }

    WorkerBounds rendering() {
        return new WorkerBounds(
                "chart renderer", "rendering the chart", 2, renderTime, 512, 16, 16, Duration.ofMinutes(2), Map.of());
    }

    /**
     * Ended only after it should have answered by itself that it took too long. Few wait behind repositories that do not answer, and not for
     * long: they are told to come back.
     */
    WorkerBounds fetching() {
        return new WorkerBounds(
                "chart fetcher",
                "getting the chart",
                4,
                fetchTime.plus(ANSWERS_BY_ITSELF),
                512,
                16,
                16,
                PATIENCE,
                environment);
    }
}
