// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.join;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Writes a kubeconfig for a bearer token to the server that an administrator's client reaches. All of it is inside. */
final class TokenKubeconfig {
    private final Config administrator;
    private final KubernetesSerialization serialization;

    TokenKubeconfig(Config administrator, KubernetesSerialization serialization) {
        this.administrator = administrator;
        this.serialization = serialization;
    }

    String text(String name, String user, String token) {
        String authority = authority();
        return serialization.asYaml(new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .withCurrentContext(name)
                .addNewCluster()
                .withName(name)
                .withNewCluster()
                .withServer(administrator.getMasterUrl())
                .withCertificateAuthorityData(authority)
                .withInsecureSkipTlsVerify(administrator.isTrustCerts() ? true : null)
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName(user)
                .withNewUser()
                .withToken(token)
                .endUser()
                .endUser()
                .addNewContext()
                .withName(name)
                .withNewContext()
                .withCluster(name)
                .withUser(user)
                .endContext()
                .endContext()
                .build());
    }

    /** None where the server's certificate is one that every machine trusts. */
    private @Nullable String authority() {
        if (administrator.getCaCertData() != null) {
            return administrator.getCaCertData();
        }
        if (administrator.getCaCertFile() == null) {
            return null;
        }
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(administrator.getCaCertFile())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the cluster's certificate authority", e);
        }
    }
}
