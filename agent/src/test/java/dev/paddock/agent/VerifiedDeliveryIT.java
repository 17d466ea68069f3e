// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paddock.agent.flux.ArtifactFetch;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.meta.ConditionType;
import dev.paddock.core.artifact.ArtifactFiles;
import dev.paddock.core.artifact.ArtifactOrigin;
import dev.paddock.core.artifact.ArtifactPacker;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.artifact.Packing;
import dev.paddock.core.signature.SigningKey;
import dev.paddock.core.status.Conditions;
import dev.paddock.embedded.registry.RegistryEndpoint;
import dev.paddock.fleet.oci.ArtifactPublisher;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactSigner;
import dev.paddock.fleet.oci.ArtifactTags;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistrySecret;
import dev.paddock.fleet.signing.VerificationSecret;
import dev.paddock.testkit.cluster.OnCluster;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.TestRegistry;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that pulls from a real registry, in which somebody has been. Nothing that is not signed is ever applied. */
@WithControlPlane(controllers = true)
class VerifiedDeliveryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SigningKey key = SigningKey.generate("cosign.pub", new SecureRandom());
    private final SigningKey stranger = SigningKey.generate("stranger.pub", new SecureRandom());
    private AgentFixture fixture;
    private TestRegistry registry;
    private RegistryAccess access;
    private ArtifactRepository repository;
    private Deliveries app;
    private Digest running;

    @BeforeEach
    void deliverWhatIsSigned(TestCluster hub, @OnCluster("spoke") TestCluster spoke, @TempDir Path directory)
            throws IOException {
        registry = TestRegistry.start("verified");
        RegistryEndpoint endpoint = registry.endpoint();
        access = new RegistryAccess(
                new RegistryAccess.Credentials(endpoint.user(), endpoint.password()),
                Files.readString(endpoint.authority()),
                false);
        repository = ArtifactRepository.parse("oci://" + endpoint.address() + "/paddock/team/app");
        fixture = new AgentFixture(hub, spoke, directory, Optional.of(ArtifactFetch.fromRegistries()));
        give(new RegistrySecret().write(fixture.cluster, endpoint.address(), access));
        give(new VerificationSecret()
                .with(Optional.empty(), fixture.cluster, key.shown())
                .orElseThrow());
        fixture.start();
        app = new Deliveries(fixture, "app");
        app.url = repository.url();
        app.source = "secretRef: {name: paddock-registry}, certSecretRef: {name: paddock-registry}, "
                + "verify: {provider: cosign, secretRef: {name: paddock-verification-keys}},";
        running = publish("1").digest();
        sign(running, key);
        app.deliver(running);
        awaitApplied(running, "1");
    }

    @AfterEach
    void stop() {
        fixture.close();
        registry.close();
    }

    @Test
    void whatIsSignedIsAppliedAndSaysByWhom() {
        Condition verified = source("SourceVerified");

        assertThat(verified.getStatus()).isEqualTo("True");
        assertThat(verified.getMessage()).contains(running.value(), "paddock-");
        assertThat(fixture.spoke
                        .secrets()
                        .inNamespace(app.target)
                        .withName("paddock-verification-keys")
                        .get()
                        .getData()
                        .keySet())
                .as("for Flux, should it take over")
                .allMatch(name -> name.endsWith(".pub"));
    }

    @Test
    void whatIsUnsignedIsNotAppliedUntilItIsSigned() {
        Digest next = publish("2").digest();
        app.deliver(next);

        awaitRefused("NotVerified", next + " is unsigned: the registry has no signature of it");
        assertThat(source("SourceVerified").getReason()).isEqualTo("VerificationError");
        assertThat(source("Ready").getReason()).isEqualTo("VerificationError");

        sign(next, key);
        awaitApplied(next, "2");
        assertThat(source("SourceVerified").getStatus()).isEqualTo("True");
    }

    @Test
    void whatIsSignedWithAnotherKeyIsNotAppliedUntilThatKeyCounts() {
        Digest next = publish("2").digest();
        sign(next, stranger);
        app.deliver(next);

        awaitRefused("NotVerified", next + " is signed with another key than paddock-");

        Secret both = new VerificationSecret()
                .with(
                        Optional.of(fixture.hub
                                .secrets()
                                .inNamespace(fixture.cluster)
                                .withName(VerificationSecret.NAME)
                                .get()),
                        fixture.cluster,
                        stranger.shown())
                .orElseThrow();
        fixture.hub.resource(both).update();
        awaitApplied(next, "2");
    }

    @Test
    void contentThatWasExchangedInTheRegistryIsNotAppliedThoughItIsSigned() throws IOException {
        PackedArtifact next = publish("2");
        sign(next.digest(), key);
        Files.write(registry.blob(next.layerDigest().hex()), packed("666").layer());
        app.deliver(next.digest());

        awaitRefused("DigestMismatch", "the layer was asked for as " + next.layerDigest());
        assertThat(source("SourceVerified").getReason()).isEqualTo("DigestMismatch");
        assertThat(source("Ready").getReason()).isEqualTo("VerificationError");

        Digest mended = publish("3").digest();
        sign(mended, key);
        app.deliver(mended);
        awaitApplied(mended, "3");
    }

    @Test
    void aManifestThatWasExchangedInTheRegistryIsNotApplied() throws IOException {
        PackedArtifact next = publish("2");
        sign(next.digest(), key);
        Files.write(registry.blob(next.digest().hex()), packed("666").manifest());
        app.deliver(next.digest());

        awaitRefused("DigestMismatch", "the manifest was asked for as " + next.digest());
    }

    @Test
    void aNewProcessStillRefusesAndStillKeepsWhatRuns() throws IOException {
        Digest next = publish("2").digest();
        app.deliver(next);
        awaitRefused("NotVerified", "is unsigned");
        fixture.stop();
        fixture.spoke.configMaps().inNamespace(app.target).withName("alpha").delete();

        fixture.start();

        await().atMost(PATIENCE).until(() -> value().isPresent());
        assertThat(value()).contains("1");
        assertThat(applied().getReason()).isEqualTo("NotVerified");
    }

    /** The condition says why, and what was applied before is there as it was. */
    private void awaitRefused(String reason, String message) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(applied().getStatus()).isEqualTo("False");
            assertThat(applied().getReason()).isEqualTo(reason);
            assertThat(applied().getMessage()).contains(message);
        });
        assertThat(value()).contains("1");
        assertThat(app.workload().getStatus().appliedDigest()).isEqualTo(running.value());
    }

    private void awaitApplied(Digest digest, String value) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(app.workload().getStatus().appliedDigest()).isEqualTo(digest.value());
            assertThat(applied().getStatus()).isEqualTo("True");
        });
        assertThat(value()).contains(value);
    }

    private Condition applied() {
        return Conditions.find(app.workload().getStatus().conditions(), ConditionType.APPLIED)
                .orElseThrow();
    }

    private Condition source(String type) {
        return fixture
                .spoke
                .resources(OCIRepository.class)
                .inNamespace(app.target)
                .withName("app")
                .get()
                .getStatus()
                .conditions()
                .stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> value() {
        ConfigMap found = fixture.spoke
                .configMaps()
                .inNamespace(app.target)
                .withName("alpha")
                .get();
        return Optional.ofNullable(found).map(live -> live.getData().get("value"));
    }

    private PackedArtifact publish(String value) {
        PackedArtifact artifact = packed(value);
        new ArtifactPublisher(host -> access).publish(repository, artifact, ArtifactTags.of(value, "c"));
        return artifact;
    }

    private PackedArtifact packed(String value) {
        Map<String, String> files = app.configMaps(value, "alpha");
        Packing packing = new ArtifactPacker()
                .pack(
                        ArtifactFiles.ofText(files),
                        new ArtifactOrigin(Instant.parse("2026-01-01T00:00:00Z"), "mural://team/App/app", "demo@v0"));
        return ((Packing.Packed) packing).artifact();
    }

    private void sign(Digest digest, SigningKey by) {
        new ArtifactSigner(host -> access).sign(repository, digest, by);
    }

    private void give(Secret secret) {
        fixture.hub.resource(secret).create();
    }
}
