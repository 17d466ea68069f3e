// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.api.flux.OCIRepository;
import dev.paddock.fleet.oci.RegistryAccess;
import dev.paddock.fleet.oci.RegistrySecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceAccessTest {
    private static final RegistryAccess PRIVATE = new RegistryAccess(
            new RegistryAccess.Credentials("paddock", "hunter2"), "-----BEGIN CERTIFICATE-----", false);
    private static final Secret SECRET = new RegistrySecret().write("ml", "registry.example", PRIVATE);
    private final SourceAccess access = new SourceAccess(
            (namespace, name) -> name.equals("paddock-registry") ? Optional.of(SECRET) : Optional.empty());

    @Test
    void theLoginAndTheAuthorityComeFromTheSecretsThatAreNamed() throws Exception {
        assertThat(access("secretRef: {name: paddock-registry}, certSecretRef: {name: paddock-registry}"))
                .isEqualTo(PRIVATE);
        assertThat(access("certSecretRef: {name: paddock-registry}"))
                .isEqualTo(new RegistryAccess(null, PRIVATE.authority(), false));
        assertThat(access("insecure: true")).isEqualTo(new RegistryAccess(null, null, true));
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> access("secretRef: {name: other}"))
                .isInstanceOfSatisfying(
                        ArtifactException.class, e -> assertThat(e.reason()).isEqualTo("AuthenticationFailed"))
                .hasMessage("Secret 'ml/other' not found");
    }

    @Test
    void aProxyIsRefusedAndNotPassedOver() {
        assertThatThrownBy(() -> access("proxySecretRef: {name: paddock-registry}"))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("spec.proxySecretRef");
    }

    @Test
    void aPasswordIsInNoText() {
        assertThat(PRIVATE.toString()).doesNotContain("hunter2");
        assertThat(String.valueOf(PRIVATE.credentials())).doesNotContain("hunter2");
    }

    private RegistryAccess access(String spec) throws ArtifactException {
        OCIRepository repository = Serialization.unmarshal("""
                metadata: {name: app, namespace: ml}
                spec: {url: "oci://registry.example/team/app", interval: 5m, %s}
                """.formatted(spec), OCIRepository.class);
        return access.of(repository, "registry.example");
    }
}
