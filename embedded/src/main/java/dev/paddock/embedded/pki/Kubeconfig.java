// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.pki;

import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.Home;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** Writes kubeconfigs that stand alone: all certificates are inside. */
public final class Kubeconfig {
    private final Home home;

    public Kubeconfig(Home home) {
        this.home = home;
    }

    /** @param name of cluster and context; the user is {@code <user>@<name>}, so that merging two clusters loses nothing */
    public void write(Path target, String name, String server, Path authority, String user, KeyMaterial client) {
        String login = user + "@" + name;
        home.writeIfChanged(
                target,
                Serialization.asYaml(start(name, server, authority, login)
                        .addNewUser()
                        .withName(login)
                        .withNewUser()
                        .withClientCertificateData(encode(client.certificate()))
                        .withClientKeyData(encode(client.key()))
                        .endUser()
                        .endUser()
                        .build()));
    }

    /** The same for a bearer token. */
    public void writeToken(Path target, String name, String server, Path authority, String user, String token) {
        String login = user + "@" + name;
        home.writeIfChanged(
                target,
                Serialization.asYaml(start(name, server, authority, login)
                        .addNewUser()
                        .withName(login)
                        .withNewUser()
                        .withToken(token)
                        .endUser()
                        .endUser()
                        .build()));
    }

    private ConfigBuilder start(String name, String server, Path authority, String login) {
        return new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .withCurrentContext(name)
                .addNewCluster()
                .withName(name)
                .withNewCluster()
                .withServer(server)
                .withCertificateAuthorityData(encode(authority))
                .endCluster()
                .endCluster()
                .addNewContext()
                .withName(name)
                .withNewContext()
                .withCluster(name)
                .withUser(login)
                .endContext()
                .endContext();
    }

    private String encode(Path file) {
        String text = home.read(file).orElseThrow(() -> new EmbeddedException(file + " is missing"));
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
