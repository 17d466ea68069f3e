// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.api.crd.BundledCrds;
import dev.paddock.api.crd.Establishment;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.embedded.EmbeddedException;
import dev.paddock.embedded.process.Fingerprint;
import dev.paddock.embedded.registry.RegistryEndpoint;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts into a hub's API server what a hub is before any process of it runs: the kinds, the namespaces, the roles, the
 * cluster set, where the registry is. May be repeated at any time.
 */
final class HubInstall {
    private static final String FIELD_MANAGER = "paddock";
    private static final String DATA = ".data.";
    private static final List<String> MANIFESTS =
            List.of("10-namespaces.yaml", "20-hub-role.yaml", "30-bootstrap-role.yaml", "40-cluster-set.yaml");

    /** Names ending in it mean this machine everywhere, without any entry in a DNS server. */
    private static final String DOMAIN = "paddock.localhost";

    private final KubernetesClient client;

    HubInstall(KubernetesClient client) {
        this.client = client;
    }

    void apply(RegistryEndpoint registry) {
        List<CustomResourceDefinition> crds = BundledCrds.all().stream()
                .map(text -> Serialization.unmarshal(text, CustomResourceDefinition.class))
                .toList();
        crds.parallelStream().forEach(this::apply);
        Establishment.await(client, crds);
        MANIFESTS.forEach(name -> load(name).forEach(this::apply));
        applySettings(settings(registry));
        applyCredentials(credentials(registry));
    }

    /** What somebody has set otherwise, such as another registry, stays as they want it; the rest is ours. */
    private void applySettings(ConfigMap settings) {
        try {
            client.resource(settings).fieldManager(FIELD_MANAGER).serverSideApply();
        } catch (KubernetesClientException e) {
            Set<String> taken = taken(e);
            ConfigMap rest = new ConfigMapBuilder(settings).build();
            rest.getData().keySet().removeAll(taken);
            apply(rest);
        }
    }

    /** A login and the authority it is shown to belong together: somebody's own Secret is left alone as a whole. */
    private void applyCredentials(Secret credentials) {
        try {
            client.resource(credentials).fieldManager(FIELD_MANAGER).serverSideApply();
        } catch (KubernetesClientException e) {
            requireConflict(e);
        }
    }

    /** The keys that others have set, as the API server tells who asks for them. */
    private static Set<String> taken(KubernetesClientException e) {
        requireConflict(e);
        StatusDetails details = e.getStatus() == null ? null : e.getStatus().getDetails();
        return details == null
                ? Set.of()
                : details.getCauses().stream()
                        .map(StatusCause::getField)
                        .filter(field -> field.startsWith(DATA))
                        .map(field -> field.substring(DATA.length()))
                        .collect(Collectors.toSet());
    }

    private static void requireConflict(KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
            throw e;
        }
    }

    /** Changes when anything that {@link #apply} writes changes. */
    static String fingerprint(RegistryEndpoint registry) {
        List<String> parts = new ArrayList<>(BundledCrds.all());
        MANIFESTS.forEach(name -> parts.add(text(name)));
        parts.add(registry.address());
        return Fingerprint.of(parts.toArray(String[]::new));
    }

    private void apply(HasMetadata object) {
        client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }

    private List<HasMetadata> load(String name) {
        return client.load(new ByteArrayInputStream(text(name).getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    private static String text(String name) {
        try (InputStream stream = HubInstall.class.getResourceAsStream("/install/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EmbeddedException("cannot read the bundled " + name, e);
        }
    }

    private static ConfigMap settings(RegistryEndpoint registry) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("paddock-config")
                .withNamespace(Namespaces.SYSTEM)
                .endMetadata()
                .addToData("registry", "oci://" + registry.address() + "/paddock")
                .addToData("domain", DOMAIN)
                .addToData("systemDefaultResources", "true")
                .build();
    }

    private static Secret credentials(RegistryEndpoint registry) {
        String login = Base64.getEncoder()
                .encodeToString((registry.user() + ":" + registry.password()).getBytes(StandardCharsets.UTF_8));
        String docker = "{\"auths\":{\"%s\":{\"username\":\"%s\",\"password\":\"%s\",\"auth\":\"%s\"}}}"
                .formatted(registry.address(), registry.user(), registry.password(), login);
        try {
            return new SecretBuilder()
                    .withNewMetadata()
                    .withName("paddock-registry")
                    .withNamespace(Namespaces.SYSTEM)
                    .endMetadata()
                    .withType("kubernetes.io/dockerconfigjson")
                    .addToData(".dockerconfigjson", encode(docker))
                    .addToData("ca.crt", encode(Files.readString(registry.authority())))
                    .build();
        } catch (IOException e) {
            throw new EmbeddedException("cannot read %s: %s".formatted(registry.authority(), e.getMessage()), e);
        }
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
