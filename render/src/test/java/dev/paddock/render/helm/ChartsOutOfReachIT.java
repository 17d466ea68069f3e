// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.EngineUnavailableException;
import dev.paddock.core.definition.ReleaseRenderer.Outcome;
import dev.paddock.core.definition.ReleaseRenderer.Request;
import dev.paddock.render.Workers;
import dev.paddock.render.Yaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that are away for a while, told apart from those that have nothing to give. */
class ChartsOutOfReachIT {

    private static final Path CHART = Path.of("src/test/resources/charts/hello").toAbsolutePath();

    @TempDir
    private Path directory;

    private ChartServer server;
    private HelmCharts charts;

    @BeforeEach
    void start() throws Exception {
        server = new ChartServer();
        server.file("hello-1.2.3.tgz", ChartServer.archive(CHART, directory.resolve("hello.tgz")));
        server.index("entries: {hello: [{version: 1.2.3, urls: [hello-1.2.3.tgz]}, {version: 1.0.0, urls: [gone.tgz]}]}");
        HelmSettings settings = new HelmSettings(
                directory.resolve("store"),
                Optional.empty(),
                Map.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                5);
        charts = new HelmCharts(Workers::helm, settings, (kind, namespace, name) -> Optional.empty());
    }

    @AfterEach
    void stop() {
        charts.close();
        server.close();
    }

    @Test
    void aRepositoryThatIsBusyIsAskedAgainLaterAndGivesItsChart() throws IOException {
        server.busyFor(2);
        assertUnavailable(server.url("charts"), server.url("charts/index.yaml") + " answers 503 Service Unavailable");
        assertUnavailable(server.url("charts"), "answers 503");
        assertThat(render(server.url("charts"), "1.2.3")).isInstanceOf(Outcome.Rendered.class);
    }

    @Test
    void whereNobodyListensSomebodyMayLater() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String nobody = "http://127.0.0.1:" + port + "/charts";
        assertUnavailable(nobody, nobody + " cannot be reached", "connection refused");
        assertUnavailable(nobody.replace("http", "oci"), "127.0.0.1:" + port + "/charts", "connection refused");
    }

    @Test
    void aRepositoryThatKeepsSilentIsLeftInTimeByTheProcessThatAsks() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/charts";
            assertUnavailable(url, "getting the chart from " + url + " took too long");
            assertThat(charts.pids()).hasSize(1);
        }
    }

    @Test
    void aChartThatIsNotThereWillNotBeThereNextTime() throws IOException {
        assertThat(render(server.url("charts"), "1.0.0"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("gone.tgz answers 404"));
    }

    private void assertUnavailable(String url, String... words) {
        assertThatThrownBy(() -> render(url, "1.2.3"))
                .isInstanceOf(EngineUnavailableException.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains(words));
    }

    private Outcome render(String url, String version) throws IOException {
        ObjectNode source =
                Yaml.object("{kind: HelmRepository, metadata: {name: web, namespace: team}, spec: {url: '%s', insecure: true}}"
                        .formatted(url));
        ObjectNode release = Yaml.object("""
                kind: HelmRelease
                metadata: {name: web, namespace: team}
                spec: {chart: {spec: {chart: hello, version: %s, sourceRef: {kind: HelmRepository, name: web}}}}
                """.formatted(version));
        return charts.render(new Request(release, List.of(source), "v1.36.3"));
    }
}
