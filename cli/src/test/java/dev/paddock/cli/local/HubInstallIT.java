// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.registry.RegistryEndpoint;
import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed again is renewed, and what somebody has set in between stays. */
@WithControlPlane
class HubInstallIT {
    private static final String NAMESPACE = "mural-system";

    @Test
    void aRegistryThatSomebodyHasSetIsKeptAndEverythingElseIsRenewed(TestCluster cluster, @TempDir Path directory)
            throws IOException {
        KubernetesClient client = cluster.client();
        HubInstall install = new HubInstall(client);
        Path authority = Files.writeString(directory.resolve("ca.crt"), "authority");
        client.configMaps().inNamespace(NAMESPACE).withName("paddock-config").delete();
        client.secrets().inNamespace(NAMESPACE).withName("paddock-registry").delete();

        install.apply(new RegistryEndpoint("127.0.0.1:5000", "paddock", "first", authority));
        install.apply(new RegistryEndpoint("127.0.0.1:5001", "paddock", "second", authority));
        assertThat(settings(client)).containsEntry("registry", "oci://127.0.0.1:5001/paddock");
        assertThat(login(client)).contains("second");

        client.configMaps()
                .inNamespace(NAMESPACE)
                .withName("paddock-config")
                .edit(map -> map.edit()
                        .addToData("registry", "oci://registry.example/team")
                        .build());
        client.secrets()
                .inNamespace(NAMESPACE)
                .withName("paddock-registry")
                .edit(secret -> new SecretBuilder(secret)
                        .addToData(".dockerconfigjson", encode("{\"auths\":{\"registry.example\":{}}}"))
                        .build());
        install.apply(new RegistryEndpoint("127.0.0.1:5002", "paddock", "third", authority));

        assertThat(settings(client))
                .containsEntry("registry", "oci://registry.example/team")
                .containsEntry("domain", "paddock.localhost")
                .containsEntry("systemDefaultResources", "true");
        assertThat(login(client)).contains("registry.example").doesNotContain("third");
        client.configMaps().inNamespace(NAMESPACE).withName("paddock-config").delete();
        client.secrets().inNamespace(NAMESPACE).withName("paddock-registry").delete();
    }

    private static Map<String, String> settings(KubernetesClient client) {
        ConfigMap map = client.configMaps()
                .inNamespace(NAMESPACE)
                .withName("paddock-config")
                .get();
        return map.getData();
    }

    private static String login(KubernetesClient client) {
        Secret secret = client.secrets()
                .inNamespace(NAMESPACE)
                .withName("paddock-registry")
                .get();
        return new String(
                Base64.getDecoder().decode(secret.getData().get(".dockerconfigjson")), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
