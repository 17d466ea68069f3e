// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.cli.CapturedTerminal;
import dev.paddock.cli.ExitCode;
import dev.paddock.core.artifact.Digest;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.registry.Registry;
import dev.paddock.embedded.registry.RegistryEndpoint;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistrySecret;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.TestHome;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Builds a tiny image with the machine's own Debian mirror and pushes it to the bundled registry, as a person would. */
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageBuildIT {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String SPEC = """
            apiVersion: paddock.dev/v1alpha1
            kind: Image
            metadata: {name: tiny}
            spec:
              tag: "1"
              base: {suite: %s, variant: essential}
              files:
              - {source: hello, path: /usr/local/bin/hello, owner: "10001"}
              env:
              - {name: GREETING, value: "hello, world"}
              user: "10001"
              entrypoint: [/usr/local/bin/hello]
            """;

    private final TestHome home = TestHome.create("image");
    private final Registry registry = LocalMachine.from(environment(), Clock.systemUTC(), Progress.silent())
            .registry();
    private final CapturedTerminal terminal = new CapturedTerminal();
    private final Path folder = home.path().resolve("tiny");

    @BeforeAll
    void write() throws IOException {
        environment().forEach(terminal::environment);
        terminal.environment("PADDOCK_CACHE", home.path().resolve("cache").toString());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("image.yaml"), SPEC.formatted(suite()));
        Path hello = Files.writeString(folder.resolve("hello"), "#!/bin/sh\necho \"$GREETING\"\n");
        assertThat(hello.toFile().setExecutable(true)).isTrue();
    }

    @AfterAll
    void clear() {
        registry.stop();
        home.close();
    }

    @Test
    void twoBuildsFromNothingHaveOneDigestAndTheRegistryServesIt(TestCluster cluster) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/mmdebstrap")) && Files.isExecutable(Path.of("/usr/bin/umoci")))
                .as("mmdebstrap and umoci are here: scripts/prerequisites installs them where it may")
                .isTrue();
        RegistryEndpoint endpoint = registry.ensureRunning();
        describe(cluster.client(), endpoint);

        Digest first = build("--no-cache");
        Digest second = build(
                "--no-cache", "--push", "--kubeconfig", cluster.kubeconfig().toString());

        assertThat(second).as("the same input gives the same bytes").isEqualTo(first);
        assertThat(terminal.out())
                .contains("pushed  " + endpoint.address() + "/paddock/images/tiny:1@" + second)
                .doesNotContain(endpoint.password());
        byte[] manifest = get(endpoint, "manifests/1");
        assertThat(Digest.of(manifest)).isEqualTo(second);
        JsonNode config = new ObjectMapper()
                .readTree(get(
                        endpoint,
                        "blobs/"
                                + new ObjectMapper()
                                        .readTree(manifest)
                                        .at("/config/digest")
                                        .asText()))
                .path("config");
        assertThat(config.path("User").asText()).isEqualTo("10001");
        assertThat(config.path("Env")).map(JsonNode::asText).contains("GREETING=hello, world");
        assertThat(config.path("Entrypoint").path(0).asText()).isEqualTo("/usr/local/bin/hello");

        assertThat(build()).as("and from the cache the same").isEqualTo(first);
        assertThat(terminal.out()).contains("(cached)");
        assertThat(home.path().resolve("cache/images/scratch")).doesNotExist();
    }

    @Test
    void aFaultIsShownAtItsLineAndNothingIsFetched() throws IOException {
        Path broken = Files.createDirectories(home.path().resolve("broken"));
        Files.writeString(
                broken.resolve("image.yaml"), SPEC.formatted(suite()).replace("user: \"10001\"", "user: root"));

        assertThat(terminal.run("image", "build", broken.toString())).isEqualTo(ExitCode.USAGE.code());
        assertThat(terminal.err())
                .contains("image.yaml:11:3: error: spec.user: Invalid value: \"root\": a number")
                .contains("nothing was built");
    }

    private Digest build(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "image";
        arguments[1] = "build";
        arguments[2] = folder.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        int status = terminal.run(arguments);
        assertThat(status).as(terminal.err()).isZero();
        Matcher digest = DIGEST.matcher(terminal.out());
        assertThat(digest.find()).isTrue();
        return new Digest(digest.group());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PADDOCK_HOME", home.path().resolve("home").toString());
        return environment;
    }

    /** The suite that this machine itself is of. */
    private static String suite() throws IOException {
        return Files.readAllLines(Path.of("/etc/os-release")).stream()
                .filter(line -> line.startsWith("VERSION_CODENAME="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse("stable");
    }

    /** What {@code paddock up} writes into a hub about its registry. */
    private static void describe(KubernetesClient client, RegistryEndpoint endpoint) throws IOException {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Namespaces.SYSTEM)
                        .endMetadata()
                        .build())
                .serverSideApply();
        ConfigMap settings = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(Namespaces.SYSTEM)
                .withName("paddock-config")
                .endMetadata()
                .addToData("registry", "oci://" + endpoint.address() + "/paddock")
                .build();
        RegistryAccess access = new RegistryAccess(
                new RegistryAccess.Credentials(endpoint.user(), endpoint.password()),
                Files.readString(endpoint.authority()),
                false);
        Secret secret = new RegistrySecret().write(Namespaces.SYSTEM, endpoint.address(), access);
        client.resource(settings).forceConflicts().serverSideApply();
        client.resource(secret).forceConflicts().serverSideApply();
    }

    private static byte[] get(RegistryEndpoint endpoint, String path) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream stream = Files.newInputStream(endpoint.authority())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(stream));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        String login = Base64.getEncoder()
                .encodeToString((endpoint.user() + ":" + endpoint.password()).getBytes(StandardCharsets.UTF_8));
        URI uri = URI.create("https://" + endpoint.address() + "/v2/paddock/images/tiny/" + path);
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            HttpResponse<byte[]> response = client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Authorization", "Basic " + login)
                            .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return Objects.requireNonNull(response.body());
        }
    }
}
