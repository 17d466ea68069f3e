// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeProfileSpec;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectSpec;
import dev.paddock.api.palette.Tenant;
import dev.paddock.api.palette.TenantSpec;
import dev.paddock.hub.cache.HubCache;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Makes Tenant {@code default} and Project {@code default} where the installation asks for them, so that a newcomer needs
 * neither. What is there is left as it is: it is the users' from the first moment on.
 */
final class SystemDefaults {
    private static final String DEFAULT = "default";
    private static final String CONFIG_MAP = "paddock-config";
    private static final String SETTING = "systemDefaultResources";

    private final KubernetesClient client;
    private final HubCache cache;
    private final Duration patience;

    /**
     * @param cache started; what the hub says about a Project, it says by what is in there
     * @param patience how long the cache may take to see the Tenant
     */
    SystemDefaults(KubernetesClient client, HubCache cache, Duration patience) {
        this.client = client;
        this.cache = cache;
        this.patience = patience;
    }

    void ensure() {
        ConfigMap settings = client.configMaps()
                .inNamespace(Namespaces.SYSTEM)
                .withName(CONFIG_MAP)
                .get();
        boolean wanted = settings != null
                && settings.getData() != null
                && "true".equals(settings.getData().get(SETTING));
        if (wanted) {
            createIfAbsent(tenant());
            createIfAbsent(computeProfile());
            awaitTenant();
            createIfAbsent(project());
        }
    }

    /** A Project whose Tenant is not known yet is refused by admission. */
    private void awaitTenant() {
        CompletableFuture<Tenant> seen = new CompletableFuture<>();
        cache.onChange(Tenant.class, (before, now) -> {
            if (DEFAULT.equals(now.getMetadata().getName())) {
                seen.complete(now);
            }
        });
        try {
            seen.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "the hub's cache has not seen Tenant %s within %s".formatted(DEFAULT, patience), e);
        }
    }

    private void createIfAbsent(HasMetadata object) {
        if (client.resource(object).get() != null) {
            return;
        }
        try {
            client.resource(object).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            // somebody made it in the same moment, which is all that was wanted
        }
    }

    private static Tenant tenant() {
        Tenant tenant = new Tenant();
        tenant.setMetadata(new ObjectMetaBuilder().withName(DEFAULT).build());
        tenant.setSpec(new TenantSpec("Default", null, null, null, Map.of(), List.of(), null, null));
        return tenant;
    }

    private static ComputeProfile computeProfile() {
        ComputeProfile profile = new ComputeProfile();
        profile.setMetadata(
                new ObjectMetaBuilder().withName(DEFAULT).withNamespace(DEFAULT).build());
        profile.setSpec(new ComputeProfileSpec(Map.of(), null, null, null, null, List.of()));
        return profile;
    }

    private static Project project() {
        Project project = new Project();
        project.setMetadata(
                new ObjectMetaBuilder().withName(DEFAULT).withNamespace(DEFAULT).build());
        project.setSpec(new ProjectSpec(
                "Default",
                new NameReference(DEFAULT),
                null,
                new Reference(DEFAULT, null),
                null,
                Map.of(),
                null,
                null,
                null,
                List.of(),
                null,
                null));
        return project;
    }
}
