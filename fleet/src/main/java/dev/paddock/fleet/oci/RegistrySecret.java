// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Secret {@code paddock-registry}: the credentials of the installation's registry as every Kubernetes tool reads them,
 * and its certificate authority beside. Flux's {@code secretRef} and {@code certSecretRef} both name it.
 */
public final class RegistrySecret {
    public static final String NAME = "paddock-registry";

    private static final String TYPE = "kubernetes.io/dockerconfigjson";
    private static final String CONFIG_KEY = ".dockerconfigjson";
    private static final String AUTHORITY_KEY = "ca.crt";

    private final ObjectMapper json = new ObjectMapper();

    public Secret write(String namespace, String host, RegistryAccess access) {
        ObjectNode config = json.createObjectNode();
        ObjectNode auths = config.putObject("auths");
        RegistryAccess.Credentials credentials = access.credentials();
        if (credentials != null) {
            auths.putObject(host)
                    .put("username", credentials.user())
                    .put("password", credentials.password())
                    .put("auth", encode(credentials.user() + ":" + credentials.password()));
        }
        SecretBuilder secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .endMetadata()
                .withType(TYPE)
                .addToData(CONFIG_KEY, encode(config.toString()));
        if (access.authority() != null) {
            secret.addToData(AUTHORITY_KEY, encode(access.authority()));
        }
        return secret.build();
    }

    /** The way into the named registry; anonymous where the Secret says nothing about it. */
    public RegistryAccess read(Secret secret, String host) {
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        String config = decode(data.get(CONFIG_KEY));
        return new RegistryAccess(
                config == null ? null : credentials(config, host), decode(data.get(AUTHORITY_KEY)), false);
    }

    private RegistryAccess.@Nullable Credentials credentials(String config, String host) {
        try {
            JsonNode entry = json.readTree(config).path("auths").path(host);
            String auth = decode(entry.path("auth").asText(null));
            if (auth != null && auth.indexOf(':') > 0) {
                int colon = auth.indexOf(':');
                return new RegistryAccess.Credentials(auth.substring(0, colon), auth.substring(colon + 1));
            }
            return entry.path("username").isTextual()
                    ? new RegistryAccess.Credentials(
                            entry.path("username").asText(),
                            entry.path("password").asText())
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Secret " + NAME + ": key " + CONFIG_KEY + " must hold a Docker configuration in JSON", e);
        }
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String decode(@Nullable String text) {
        return text == null ? null : new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
