// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.ocm.ManifestConfig.ServerSideApply;
import dev.paddock.api.ocm.ManifestConfig.UpdateStrategy;
import dev.paddock.api.ocm.ManifestWorkStatus.ManifestResourceMeta;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings one manifest of a work onto the spoke in the way its update strategy asks, with an owner reference to the work's
 * record beside those of other works. Deletes nothing.
 */
final class ManifestApplier {

    private static final String FAILED = "AppliedManifestFailed";
    private static final String CONFLICT = "AppliedManifestSSAConflict";

    private final ObjectApi api;
    private final KindWatches watches;

    ManifestApplier(ObjectApi api, KindWatches watches) {
        this.api = api;
        this.watches = watches;
    }

    ManifestResult apply(int ordinal, GenericKubernetesResource manifest, WorkRules rules, OwnerReference owner) {
        ManifestResourceMeta meta = meta(ordinal, manifest, "");
        try {
            Kind kind = api.kinds().require(manifest.getApiVersion(), manifest.getKind());
            meta = meta(ordinal, manifest, kind.plural());
            return apply(meta, kind, manifest, rules, owner);
        } catch (KubernetesClientException refused) {
            boolean conflict = refused.getCode() == HttpURLConnection.HTTP_CONFLICT;
            String remedy = conflict
                    ? "; take the field out of the manifest, end the other writer, or set "
                            + "updateStrategy.serverSideApply.force: true to take the field over"
                    : "";
            return new ManifestResult.Failed(
                    meta,
                    conflict ? CONFLICT : FAILED,
                    "Failed to apply manifest: " + refused.getMessage() + remedy,
                    !conflict);
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            return new ManifestResult.Failed(meta, FAILED, "Failed to apply manifest: " + unusable.getMessage(), true);
        }
    }

    private ManifestResult apply(
            ManifestResourceMeta meta,
            Kind kind,
            GenericKubernetesResource manifest,
            WorkRules rules,
            OwnerReference owner) {
        ObjectRef ref = ObjectRef.of(manifest);
        Optional<GenericKubernetesResource> live = api.get(kind, ref.namespace(), ref.name());
        if (kind.name().equals("Namespace") && live.isPresent()) {
            Optional<String> conflict = NamespaceGuard.conflict(manifest, live.get());
            if (conflict.isPresent()) {
                return new ManifestResult.Failed(meta, NamespaceGuard.CONFLICT, conflict.get(), true);
            }
        }
        boolean owned = rules.owned(kind, ref.namespace(), ref.name());
        UpdateStrategy strategy = rules.strategy(kind, ref.namespace(), ref.name());
        return switch (strategy.type()) {
            case READ_ONLY -> new ManifestResult.Watched(meta, ref, live.map(watches::learn));
            case CREATE_ONLY -> createOnly(meta, kind, manifest, live, owner, owned);
            case UPDATE -> write(meta, manifest, live, owner, owned, FieldManagers.WORK, true);
            case SERVER_SIDE_APPLY -> {
                ServerSideApply options = strategy.serverSideApply();
                String manager = options == null ? null : options.fieldManager();
                boolean force = options != null && Boolean.TRUE.equals(options.force());
                yield write(
                        meta,
                        manifest,
                        live,
                        owner,
                        owned,
                        Objects.requireNonNullElse(manager, FieldManagers.WORK),
                        force);
            }
        };
    }

    private ManifestResult write(
            ManifestResourceMeta meta,
            GenericKubernetesResource manifest,
            Optional<GenericKubernetesResource> live,
            OwnerReference owner,
            boolean owned,
            String manager,
            boolean force) {
        GenericKubernetesResource desired = prepared(manifest, live, owner, owned);
        return new ManifestResult.Applied(
                meta, ObjectRef.of(desired), watches.learn(api.apply(desired, manager, force)));
    }

    private ManifestResult createOnly(
            ManifestResourceMeta meta,
            Kind kind,
            GenericKubernetesResource manifest,
            Optional<GenericKubernetesResource> live,
            OwnerReference owner,
            boolean owned) {
        ObjectRef ref = ObjectRef.of(manifest);
        if (live.isEmpty()) {
            return new ManifestResult.Applied(
                    meta, ref, watches.learn(api.create(prepared(manifest, live, owner, owned))));
        }
        List<OwnerReference> wanted = OwnerReferences.with(live.get(), owner, owned);
        if (!wanted.equals(OwnerReferences.of(live.get()))) {
            api.mergePatch(kind, ref.namespace(), ref.name(), OwnerReferences.patch(live.get(), wanted));
        }
        return new ManifestResult.Applied(meta, ref, watches.learn(live.get()));
    }

    /**
     * Server-side apply replaces what the same manager said before, and all works share one manager; so the references of
     * the other works are said again.
     */
    private static GenericKubernetesResource prepared(
            GenericKubernetesResource manifest,
            Optional<GenericKubernetesResource> live,
            OwnerReference owner,
            boolean owned) {
        GenericKubernetesResource desired = Manifests.copy(manifest);
        List<OwnerReference> owners = new ArrayList<>(OwnerReferences.of(desired));
        live.ifPresent(object -> owners.addAll(OwnerReferences.ofOtherWorks(object, owner)));
        if (owned) {
            owners.add(owner);
        }
        desired.getMetadata().setOwnerReferences(owners);
        return desired;
    }

    private static ManifestResourceMeta meta(int ordinal, GenericKubernetesResource manifest, String plural) {
        String apiVersion = Objects.requireNonNullElse(manifest.getApiVersion(), "");
        return new ManifestResourceMeta(
                ordinal,
                ObjectRef.groupOf(apiVersion),
                ObjectRef.versionOf(apiVersion),
                manifest.getKind(),
                plural,
                manifest.getMetadata() == null ? "" : manifest.getMetadata().getName(),
                manifest.getMetadata() == null
                        ? ""
                        : Objects.requireNonNullElse(manifest.getMetadata().getNamespace(), ""));
    }
}
