// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec.DeletionPolicy;
import dev.paddock.api.flux.LocalReference;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.flux.OCIRepositorySpec;
import dev.paddock.api.flux.OCIRepositorySpec.Reference;
import dev.paddock.core.artifact.Digest;
import dev.paddock.fleet.oci.ArtifactRepository;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FluxDeliveryTest {
    private static final Digest DIGEST = Digest.of("x".getBytes(StandardCharsets.UTF_8));

    @Test
    void theSourceMustBeSignedWithAKeyThatTheSpokeWasGiven() {
        OCIRepositorySpec.Verify verify = delivery(false, FluxSettings.DEFAULT)
                .source(ArtifactRepository.parse("oci://r.example/paddock"), DIGEST)
                .getSpec()
                .verify();

        assertThat(verify)
                .isEqualTo(new OCIRepositorySpec.Verify(
                        OCIRepositorySpec.VerifyProvider.COSIGN, new LocalReference("paddock-verification-keys")));
    }

    @Test
    void theSourceIsPinnedByDigestAndNamesTheRegistrySecretTwice() {
        OCIRepository source = delivery(false, FluxSettings.DEFAULT)
                .source(ArtifactRepository.parse("oci://r.example:5000/paddock").of("acme", "a", "clearml"), DIGEST);

        assertThat(source.getSpec().url()).isEqualTo("oci://r.example:5000/paddock/acme/a/clearml");
        assertThat(source.getSpec().ref()).isEqualTo(new Reference(DIGEST.value(), null, null, null));
        assertThat(source.getSpec().secretRef()).isEqualTo(new LocalReference("paddock-registry"));
        assertThat(source.getSpec().certSecretRef()).isEqualTo(new LocalReference("paddock-registry"));
        assertThat(source.getSpec().interval()).isEqualTo("5m");
    }

    @Test
    void eachFolderWaitsForTheOneBeforeIt() {
        List<Kustomization> folders = delivery(false, FluxSettings.DEFAULT).folders(List.of("p000", "p010"));

        assertThat(folders)
                .extracting(folder -> folder.getMetadata().getName())
                .containsExactly("clearml-p000", "clearml-p010");
        assertThat(folders.get(0).getSpec().dependsOn()).isEmpty();
        assertThat(folders.get(1).getSpec().dependsOn())
                .singleElement()
                .satisfies(dependency -> assertThat(dependency.name()).isEqualTo("clearml-p000"));
        assertThat(folders).allSatisfy(folder -> {
            assertThat(folder.getSpec().waitForHealth()).isTrue();
            assertThat(folder.getSpec().prune()).isTrue();
            assertThat(folder.getSpec().deletionPolicy()).isNull();
            assertThat(folder.getSpec().serviceAccountName()).isEqualTo("paddock-clearml");
        });
    }

    @Test
    void anOrphanedDeliveryLeavesWhatItApplied() {
        assertThat(delivery(true, FluxSettings.DEFAULT)
                        .folders(List.of("p000"))
                        .getFirst()
                        .getSpec()
                        .deletionPolicy())
                .isEqualTo(DeletionPolicy.ORPHAN);
    }

    @Test
    void annotationsSetTheTimesAndOurPrefixWinsOverItsAlias() {
        FluxSettings settings = FluxSettings.of(
                Map.of(
                        "rendering.mural.sh/kustomization-timeout", "90s",
                        "rendering.spectrocloud.com/kustomization-timeout", "1s",
                        "rendering.spectrocloud.com/oci-interval", "1h30m",
                        "rendering.mural.sh/kustomization-prune", "false"),
                Map.of());

        assertThat(settings.timeout()).isEqualTo("90s");
        assertThat(settings.sourceInterval()).isEqualTo("1h30m");
        assertThat(settings.prune()).isFalse();
        assertThat(settings.interval()).isEqualTo(FluxSettings.DEFAULT.interval());
    }

    @Test
    void anAnnotationThatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> FluxSettings.of(Map.of("rendering.mural.sh/oci-interval", "often"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metadata.annotations[rendering.mural.sh/oci-interval]: Invalid value: \"often\":"
                        + " must be a duration such as 90s or 1h30m");
    }

    @Test
    void everyAnnotationReachesTheFluxObjects() {
        FluxSettings settings = FluxSettings.of(
                Map.of(
                        "rendering.mural.sh/suspend", "true",
                        "rendering.mural.sh/oci-interval", "1m",
                        "rendering.mural.sh/oci-timeout", "2m",
                        "rendering.mural.sh/kustomization-interval", "3m",
                        "rendering.mural.sh/kustomization-retry-interval", "4m",
                        "rendering.mural.sh/kustomization-timeout", "5m",
                        "rendering.mural.sh/kustomization-prune", "false",
                        "rendering.mural.sh/kustomization-wait", "false",
                        "rendering.mural.sh/kustomization-force", "true"),
                Map.of("rendering.mural.sh/field-validation", "Warn"));

        OCIRepositorySpec source = delivery(false, settings)
                .source(ArtifactRepository.parse("oci://r.example/paddock"), DIGEST)
                .getSpec();
        Kustomization folder =
                delivery(false, settings).folders(List.of("p000")).getFirst();

        assertThat(List.of(source.interval(), String.valueOf(source.timeout()), String.valueOf(source.suspend())))
                .containsExactly("1m", "2m", "true");
        assertThat(folder.getSpec().interval()).isEqualTo("3m");
        assertThat(folder.getSpec().retryInterval()).isEqualTo("4m");
        assertThat(folder.getSpec().timeout()).isEqualTo("5m");
        assertThat(folder.getSpec().prune()).isFalse();
        assertThat(folder.getSpec().waitForHealth()).isFalse();
        assertThat(folder.getSpec().force()).isTrue();
        assertThat(folder.getSpec().suspend()).isTrue();
        assertThat(folder.getMetadata().getAnnotations())
                .containsExactly(Map.entry("rendering.mural.sh/field-validation", "Warn"));
    }

    @Test
    void strictnessIsTheDefaultAndIsNotWrittenDown() {
        assertThat(delivery(false, FluxSettings.DEFAULT)
                        .folders(List.of("p000"))
                        .getFirst()
                        .getMetadata()
                        .getAnnotations())
                .isNullOrEmpty();
    }

    @Test
    void anAnnotationOfTheWorkloadThatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> FluxSettings.of(Map.of(), Map.of("rendering.mural.sh/resync-period", "often")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spec.workload.metadata.annotations[rendering.mural.sh/resync-period]: Invalid value: "
                        + "\"often\": must be a duration of 10s or more, such as 90s or 1h30m");
    }

    @Test
    void aRegistryAddressThatFluxWouldNotReadIsRefused() {
        for (String address : List.of("registry.example/paddock", "oci://registry.example", "oci://r/UPPER")) {
            assertThatThrownBy(() -> ArtifactRepository.parse(address))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(address);
        }
    }

    private static FluxDelivery delivery(boolean orphan, FluxSettings settings) {
        return new FluxDelivery("target", "clearml", Map.of(), "paddock-clearml", orphan, settings);
    }
}
