// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads, applies and deletes objects of any kind, as the agent or as a service account of the cluster. */
public final class ObjectApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final KindIndex kinds;

    public ObjectApi(KubernetesClient client, KindIndex kinds) {
        this.client = client;
        this.kinds = kinds;
    }

    /** The same cluster with the rights of a service account only. Shares connections; needs no closing. */
    public ObjectApi impersonating(String namespace, String serviceAccount) {
        Config base = client.getConfiguration();
        RequestConfig config = new RequestConfigBuilder()
                // Not inherited: without these a refusal with a 500 is asked again for twenty seconds.
                .withRequestRetryBackoffLimit(base.getRequestRetryBackoffLimit())
                .withRequestRetryBackoffInterval(base.getRequestRetryBackoffInterval())
                .withRequestTimeout(base.getRequestTimeout())
                .withImpersonateUsername("system:serviceaccount:" + namespace + ":" + serviceAccount)
                .build();
        return new ObjectApi(client.newClient(config).adapt(KubernetesClient.class), kinds);
    }

    public KindIndex kinds() {
        return kinds;
    }

    public Optional<GenericKubernetesResource> get(Kind kind, String namespace, String name) {
        return Optional.ofNullable(resource(kind, namespace, name).get());
    }

    /** All objects of a kind, those of one namespace where it has namespaces. */
    public List<GenericKubernetesResource> list(Kind kind, String namespace) {
        return kind.namespaced()
                ? client.genericKubernetesResources(kind.context())
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                : client.genericKubernetesResources(kind.context()).list().getItems();
    }

    /** Server-side apply of exactly the fields given; without force a field that another manager owns is a conflict. */
    public GenericKubernetesResource apply(GenericKubernetesResource desired, String fieldManager, boolean force) {
        Kind kind = kinds.require(desired.getApiVersion(), desired.getKind());
        String namespace = desired.getMetadata().getNamespace();
        Resource<GenericKubernetesResource> resource = kind.namespaced()
                ? client.genericKubernetesResources(kind.context())
                        .inNamespace(requireNamespace(desired, namespace))
                        .resource(desired)
                : client.genericKubernetesResources(kind.context()).resource(desired);
        return force
                ? resource.fieldManager(fieldManager).forceConflicts().serverSideApply()
                : resource.fieldManager(fieldManager).serverSideApply();
    }

    public GenericKubernetesResource create(GenericKubernetesResource desired) {
        Kind kind = kinds.require(desired.getApiVersion(), desired.getKind());
        String namespace = desired.getMetadata().getNamespace();
        return kind.namespaced()
                ? client.genericKubernetesResources(kind.context())
                        .inNamespace(requireNamespace(desired, namespace))
                        .resource(desired)
                        .create()
                : client.genericKubernetesResources(kind.context())
                        .resource(desired)
                        .create();
    }

    /** Returns once the object satisfies the condition. */
    public void await(
            Kind kind,
            String namespace,
            String name,
            Predicate<GenericKubernetesResource> condition,
            Duration timeout) {
        resource(kind, namespace, name)
                .waitUntilCondition(
                        live -> live != null && condition.test(live), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void mergePatch(Kind kind, String namespace, String name, String patch) {
        mergePatch(kind, namespace, name, patch, FieldManagers.AGENT);
    }

    public void mergePatch(Kind kind, String namespace, String name, String patch, String fieldManager) {
        resource(kind, namespace, name)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(fieldManager)
                                .build(),
                        patch);
    }

    /**
     * Deletes in the background that very object: one of the same name but another uid is left alone.
     *
     * @return whether the object may still be there, being finalized
     */
    public boolean delete(Kind kind, String namespace, String name, @Nullable String uid) {
        DeleteOptions options =
                new DeleteOptionsBuilder().withPropagationPolicy("Background").build();
        if (uid != null && !uid.isEmpty()) {
            options = new DeleteOptionsBuilder(options)
                    .withNewPreconditions()
                    .withUid(uid)
                    .endPreconditions()
                    .build();
        }
        return delete(kind, namespace, name, options);
    }

    /**
     * Deletes an object exactly as it was read: one that somebody wrote to since is left alone.
     *
     * @param orphan whether what belongs to it stays
     * @return whether the object may still be there, being finalized; false also of one that was written to
     */
    public boolean delete(Kind kind, ObjectMeta read, boolean orphan) {
        return delete(
                kind,
                read.getNamespace() == null ? "" : read.getNamespace(),
                read.getName(),
                new DeleteOptionsBuilder()
                        .withPropagationPolicy(orphan ? "Orphan" : "Background")
                        .withNewPreconditions()
                        .withUid(read.getUid())
                        .withResourceVersion(read.getResourceVersion())
                        .endPreconditions()
                        .build());
    }

    private boolean delete(Kind kind, String namespace, String name, DeleteOptions options) {
        try {
            client.raw(path(kind, namespace, name), "DELETE", options);
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                    || refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    public static ObjectNode tree(Object object) {
        return JSON.valueToTree(object);
    }

    private Resource<GenericKubernetesResource> resource(Kind kind, String namespace, String name) {
        return kind.namespaced()
                ? client.genericKubernetesResources(kind.context())
                        .inNamespace(namespace)
                        .withName(name)
                : client.genericKubernetesResources(kind.context()).withName(name);
    }

    private static String path(Kind kind, String namespace, String name) {
        String root = kind.group().isEmpty() ? "/api/" + kind.version() : "/apis/" + kind.apiVersion();
        return root + (kind.namespaced() ? "/namespaces/" + namespace : "") + "/" + kind.plural() + "/" + name;
    }

    private static String requireNamespace(GenericKubernetesResource object, @Nullable String namespace) {
        if (namespace == null || namespace.isEmpty()) {
            throw new IllegalArgumentException(ObjectRef.of(object) + ": metadata.namespace: Required value: "
                    + object.getKind() + " lives in a namespace; name one");
        }
        return namespace;
    }
}
