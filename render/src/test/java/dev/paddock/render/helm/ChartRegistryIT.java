// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.ReleaseRenderer.Outcome;
import dev.paddock.core.definition.ReleaseRenderer.Request;
import dev.paddock.render.Workers;
import dev.paddock.render.Yaml;
import dev.paddock.testkit.cluster.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts from a real registry with TLS by its own authority and a password. */
class ChartRegistryIT {

    @TempDir
    private static Path directory;

    private static TestRegistry registry;
    private static HelmCharts charts;
    private static final List<ObjectNode> KNOWN = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        registry = TestRegistry.start("charts");
        Path chart = Path.of("src/test/resources/charts/hello").toAbsolutePath();
        byte[] archive = ChartServer.archive(chart, directory.resolve("hello.tgz"));
        ChartPush push = new ChartPush(registry.endpoint());
        push.push("charts/hello", "1.2.3", archive);
        push.push("charts/hello", "1.2.4_build.5", archive);
        push.push("charts/hello", "2.0.0-rc.1", archive);
        charts = new HelmCharts(
                Workers::helm,
                HelmSettings.standard(directory.resolve("store"), Optional.empty(), Map.of()),
                (kind, namespace, name) -> KNOWN.stream()
                        .filter(object -> object.path("kind").asText().equals(kind))
                        .filter(object -> object.at("/metadata/name").asText().equals(name))
                        .findFirst());
        ObjectNode login = Yaml.object("{kind: Secret, metadata: {name: login}}");
        login.putObject("stringData")
                .put("username", registry.endpoint().user())
                .put("password", registry.endpoint().password());
        KNOWN.add(login);
        ObjectNode wrong =
                Yaml.object("{kind: Secret, metadata: {name: wrong}, stringData: {username: a, password: b}}");
        KNOWN.add(wrong);
        ObjectNode authority = Yaml.object("{kind: Secret, metadata: {name: authority}}");
        authority
                .putObject("stringData")
                .put("ca.crt", Files.readString(registry.endpoint().authority()));
        KNOWN.add(authority);
    }

    @AfterAll
    static void stop() {
        charts.close();
        registry.close();
    }

    @Test
    void aVersionOrTheNewestOfARangeIsPulledByDigest() throws Exception {
        Outcome.Rendered exact = rendered("{tag: 1.2.3}");
        assertThat(exact.chart().version()).isEqualTo("1.2.3");
        assertThat(exact.chart().source()).contains("charts/hello@sha256:");
        assertThat(exact.chart().digest()).startsWith("sha256:");
        assertThat(exact.objects()).hasSize(5);
        assertThat(rendered("{semver: '*'}").chart().version()).isEqualTo("1.2.4+build.5");
        assertThat(rendered("{semver: '>=2.0.0-0'}").chart().version()).isEqualTo("2.0.0-rc.1");
        String digest = exact.chart().source().substring(exact.chart().source().indexOf('@') + 1);
        assertThat(rendered("{digest: '%s'}".formatted(digest)).chart()).isEqualTo(exact.chart());
    }

    @Test
    void withoutAPasswordOrItsAuthorityNothingIsPulled() throws Exception {
        assertThat(refused("{tag: 1.2.3}", "{certSecretRef: {name: authority}}"))
                .contains("answers 401", "secretRef");
        assertThat(refused("{tag: 1.2.3}", "{certSecretRef: {name: authority}, secretRef: {name: wrong}}"))
                .contains("answers 401");
        assertThat(refused("{tag: 1.2.3}", "{secretRef: {name: login}}"))
                .contains("certificate")
                .doesNotContain(registry.endpoint().password());
        assertThat(refused("{tag: 9.9.9}", "{certSecretRef: {name: authority}, secretRef: {name: login}}"))
                .contains("no version is 9.9.9");
        assertThat(refused("{tag: 1.2.3}", "{secretRef: {name: nobody}}")).contains("there is no Secret nobody");
    }

    private static Outcome.Rendered rendered(String reference) throws Exception {
        Outcome outcome = render(reference, "{certSecretRef: {name: authority}, secretRef: {name: login}}");
        assertThat(outcome).isInstanceOf(Outcome.Rendered.class);
        return (Outcome.Rendered) outcome;
    }

    private static String refused(String reference, String more) throws Exception {
        Outcome outcome = render(reference, more);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).reason();
    }

    private static Outcome render(String reference, String more) throws Exception {
        ObjectNode source = Yaml.object("""
                kind: OCIRepository
                metadata: {name: web, namespace: team}
                spec: {url: 'oci://%s/charts/hello', ref: %s}
                """.formatted(registry.endpoint().address(), reference));
        source.withObject("/spec").setAll(Yaml.object(more));
        ObjectNode release = Yaml.object("""
                kind: HelmRelease
                metadata: {name: web, namespace: team}
                spec: {chartRef: {kind: OCIRepository, name: web}}
                """);
        return charts.render(new Request(release, List.of(source), "v1.36.3"));
    }
}
