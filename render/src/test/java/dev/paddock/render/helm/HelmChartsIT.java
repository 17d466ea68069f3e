// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.ReleaseRenderer.Outcome;
import dev.paddock.core.definition.ReleaseRenderer.Request;
import dev.paddock.render.Workers;
import dev.paddock.render.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts from a directory and from an HTTP repository, with the real processes. */
class HelmChartsIT {

    private static final Path CHARTS = Path.of("src/test/resources/charts").toAbsolutePath();

    @TempDir
    private Path directory;

    private final List<ObjectNode> known = new ArrayList<>();
    private ChartServer server;
    private HelmCharts charts;
    private byte[] archive;

    @BeforeEach
    void start() throws Exception {
        archive = ChartServer.archive(CHARTS.resolve("hello"), directory.resolve("hello.tgz"));
        server = new ChartServer();
        server.file("hello-1.2.3.tgz", archive);
        server.file("hello-1.3.0-rc.1.tgz", archive);
        server.index("""
                apiVersion: v1
                entries:
                  hello:
                  - {version: 1.3.0-rc.1, urls: [hello-1.3.0-rc.1.tgz]}
                  - {version: 1.2.3, urls: [hello-1.2.3.tgz], digest: %s}
                  - {version: 1.2.0, urls: [gone.tgz]}
                  - {version: 1.1.0, urls: [hello-1.2.3.tgz], digest: %s}
                """.formatted(sha256(archive), "0".repeat(64)));
        HelmSettings settings = new HelmSettings(
                directory.resolve("store"),
                Optional.of(CHARTS),
                Map.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                5);
        charts = new HelmCharts(
                Workers::helm,
                settings,
                (kind, namespace, name) -> known.stream()
                        .filter(object -> object.path("kind").asText().equals(kind))
                        .filter(object -> object.at("/metadata/name").asText().equals(name))
                        .filter(object ->
                                object.at("/metadata/namespace").asText().equals(namespace))
                        .findFirst());
    }

    @AfterEach
    void stop() {
        charts.close();
        server.close();
    }

    @Test
    void aChartOnDiskGivesItsObjectsWithCrdsFirst() throws IOException {
        Outcome.Rendered rendered =
                rendered(".", "", "{values: {replicas: 3}, targetNamespace: apps, releaseName: hi}");
        assertThat(rendered.objects())
                .extracting(object -> object.path("kind").asText())
                .containsExactly("CustomResourceDefinition", "ServiceAccount", "ClusterRole", "Deployment", "Greeting");
        assertThat(rendered.objects())
                .extracting(object -> object.at("/metadata/namespace").asText())
                .containsExactly("", "apps", "", "apps", "");
        ObjectNode deployment = rendered.objects().get(3);
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(deployment.at("/metadata/labels/kube").asText()).isEqualTo("v1.36.3");
        assertThat(rendered.objects().get(1).at("/metadata/annotations/found").asText())
                .as("lookup is empty")
                .isEqualTo("0");
        assertThat(rendered.chart().version()).isEqualTo("1.2.3");
        assertThat(rendered.warnings()).as("tests are left out without a word").isEmpty();
    }

    /** Helm leaves it to its client to put objects into the release's namespace; that is all that differs. */
    @Test
    void theObjectsAreThoseThatHelmItselfRenders() throws IOException {
        List<ObjectNode> ours = rendered(".", "", "{values: {replicas: 2}, targetNamespace: apps, releaseName: web}")
                .objects();
        ours.stream()
                .filter(object -> object.at("/metadata/namespace").asText().equals("apps"))
                .forEach(object -> object.withObject("/metadata").remove("namespace"));
        assertThat(Yaml.documents(CHARTS.resolve("hello-by-helm.yaml"))).isEqualTo(ours);
    }

    @Test
    void createNamespaceComesFirst() throws IOException {
        Outcome.Rendered rendered = rendered(".", "", "{targetNamespace: apps, install: {createNamespace: true}}");
        assertThat(rendered.objects().getFirst().path("kind").asText()).isEqualTo("Namespace");
        assertThat(rendered.objects().get(4).at("/metadata/name").asText()).isEqualTo("apps-web");
    }

    @Test
    void theNewestReleasedVersionIsTakenAndKeptByItsDigest() throws Exception {
        Outcome.Rendered rendered = rendered(server.url("charts/"), "", "{}");
        assertThat(rendered.chart().version()).isEqualTo("1.2.3");
        assertThat(rendered.chart().digest()).isEqualTo("sha256:" + sha256(archive));
        Path kept = directory.resolve("store").resolve(sha256(archive) + ".tgz");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");

        rendered(server.url("charts"), "~1.2.1", "{}");
        assertThat(server.asked()).containsExactly("index.yaml", "hello-1.2.3.tgz", "index.yaml");
        assertThat(rendered(server.url("charts"), ">=1.2.0-0", "{}").chart().version())
                .isEqualTo("1.3.0-rc.1");
    }

    @Test
    void whatARepositoryDoesNotHaveIsSaid() throws IOException {
        assertThat(refused(server.url("charts"), ">=2.0.0", "{}"))
                .contains("no version is >=2.0.0; the newest is 1.3.0-rc.1");
        assertThat(refused(server.url("charts"), "1.2.0", "{}")).contains("gone.tgz answers 404");
        assertThat(refused(server.url("charts"), "1.1.0", "{}"))
                .contains("has the digest sha256:" + sha256Quietly(archive), "was announced");
        assertThat(refused(server.url("charts"), "one", "{}")).contains("neither a version nor a range");
        assertThat(refused("http://me:mine@127.0.0.1:1/", "", "{}"))
                .contains("holds credentials")
                .doesNotContain("mine@");
    }

    @Test
    void credentialsComeFromTheSecretThatTheRepositoryNames() throws IOException {
        assertThat(refused(server.url("private"), "", "{}")).contains("answers 401", "secretRef");
        known.add(Yaml.object(
                "{kind: Secret, metadata: {name: login, namespace: team}, stringData: {username: %s, password: %s}}"
                        .formatted(ChartServer.USER, ChartServer.PASSWORD)));
        known.add(Yaml.object("""
                {kind: HelmRepository, metadata: {name: private, namespace: team}, spec: {url: '%s', secretRef: {name: login}}}
                """.formatted(server.url("private"))));
        ObjectNode release = release("", "{}");
        release.withObject("/spec/chart/spec/sourceRef").put("name", "private");
        Outcome outcome = charts.render(new Request(release, List.of(), ""));
        assertThat(outcome).isInstanceOf(Outcome.Rendered.class);
        assertThat(((Outcome.Rendered) outcome).chart().toString()).doesNotContain(ChartServer.PASSWORD);
        for (long pid : charts.pids()) {
            assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline"))).doesNotContain(ChartServer.PASSWORD);
        }
    }

    @Test
    void hooksThatInstallNeedsAreRefusedAndOthersLeftOut() throws IOException {
        assertThat(refused(".", "", "{values: {hook: pre-install}, releaseName: web}"))
                .contains("pre-install hook Job web-hook", "switch it off", "helm-controller");
        Outcome.Rendered rendered = rendered(".", "", "{values: {hook: pre-delete}, releaseName: web}");
        assertThat(rendered.warnings())
                .containsExactly("the chart's pre-delete hook Job web-hook is left out: nothing runs it");
    }

    @Test
    void whatOnlyAControllerCanDoIsRefusedInWords() throws IOException {
        assertThat(refused(".", "", "{valuesFrom: [{kind: Secret, name: x}]}"))
                .contains("values of Secret x", "valueFrom.secretRef", "helm-controller");
        assertThat(refused(".", "", "{postRenderers: [{}]}")).contains("post-renderers");
        assertThat(refused(".", "", "{values: {random: true}}"))
                .contains("randAlphaNum, which gives something else each time");
    }

    @Test
    void filesOfTheChartMayTakeThePlaceOfItsValues() throws IOException {
        ObjectNode release = release("", "{releaseName: web}");
        release.withObject("/spec/chart/spec").putArray("valuesFiles").add("values-large.yaml");
        Outcome outcome = charts.render(new Request(release, List.of(source(".")), ""));
        assertThat(((Outcome.Rendered) outcome)
                        .objects()
                        .get(3)
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(5);
        release.withObject("/spec/chart/spec").putArray("valuesFiles").add("nope.yaml");
        assertThat(((Outcome.Refused) charts.render(new Request(release, List.of(source(".")), ""))).reason())
                .isEqualTo("the chart has no file nope.yaml");
    }

    @Test
    void aChartThatLoopsIsEndedAndTheNextOneRendered() throws IOException {
        assertThat(refused(".", "", "{values: {loop: true}}"))
                .contains("took longer than 5 s", "also when tried again");
        assertThat(rendered(".", "", "{}").objects()).isNotEmpty();
    }

    private Outcome.Rendered rendered(String url, String version, String spec) throws IOException {
        Outcome outcome = charts.render(new Request(release(version, spec), List.of(source(url)), "v1.36.3"));
        assertThat(outcome).isInstanceOf(Outcome.Rendered.class);
        return (Outcome.Rendered) outcome;
    }

    private String refused(String url, String version, String spec) throws IOException {
        Outcome outcome = charts.render(new Request(release(version, spec), List.of(source(url)), "v1.36.3"));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).reason();
    }

    private static ObjectNode source(String url) throws IOException {
        return Yaml.object(
                "{kind: HelmRepository, metadata: {name: web, namespace: team}, spec: {url: '%s'}}".formatted(url));
    }

    private static ObjectNode release(String version, String spec) throws IOException {
        ObjectNode release = Yaml.object("""
                kind: HelmRelease
                metadata: {name: web, namespace: team}
                spec: {chart: {spec: {chart: hello, sourceRef: {kind: HelmRepository, name: web}}}}
                """);
        if (!version.isEmpty()) {
            release.withObject("/spec/chart/spec").put("version", version);
        }
        if (!spec.equals("{}")) {
            release.withObject("/spec").setAll(Yaml.object(spec));
        }
        return release;
    }

    private static String sha256Quietly(byte[] content) {
        try {
            return sha256(content);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
