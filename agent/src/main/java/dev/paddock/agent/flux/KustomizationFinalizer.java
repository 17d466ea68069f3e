// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.StatusWriter;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.KustomizationSpec;
import dev.paddock.api.flux.KustomizationSpec.DeletionPolicy;
import dev.paddock.api.flux.KustomizationStatus;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.value.GoDuration;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a Kustomization go once what it applied is deleted, or kept, as its policy says. What is to go with the deployment is handed to
 * another folder of it that stays; of a whole deployment the folder that goes last deletes it.
 */
final class KustomizationFinalizer {

    private static final Logger log = LoggerFactory.getLogger(KustomizationFinalizer.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final ObjectApi api;
    private final Pruner pruner;
    private final KeptObjects kept;
    private final StatusWriter<KustomizationStatus, Kustomization> writer;
    private final Clock clock;

    KustomizationFinalizer(
            FluxParts parts, Pruner pruner, KeptObjects kept, StatusWriter<KustomizationStatus, Kustomization> writer) {
        this.client = parts.client();
        this.api = parts.api();
        this.pruner = pruner;
        this.kept = kept;
        this.writer = writer;
        this.clock = parts.clock();
    }

    /**
     * What came of the objects.
     *
     * @param left what is still there and on its way out
     * @param handedOn whether what stays is in the hands of another folder
     */
    private record Ended(List<ObjectRef> left, boolean handedOn) {}

    Outcome handle(Kustomization kustomization) {
        if (kustomization.hasFinalizer(FluxNames.FINALIZER) && stillTerminating(kustomization)) {
            return Outcome.again(LOOK_AGAIN);
        }
        writer.removeFinalizer(kustomization, FluxNames.FINALIZER);
        return Outcome.settled();
    }

    private boolean stillTerminating(Kustomization kustomization) {
        Inventory inventory = Inventory.of(kustomization.getStatus()).plus(KeptObjects.of(kustomization));
        if (!deletes(kustomization.getSpec()) || inventory.isEmpty()) {
            return false;
        }
        NamespacedName owner = NamespacedName.of(kustomization);
        try {
            Ended ended = end(kustomization, inventory);
            boolean waits = kustomization.getSpec().deletionPolicy() == DeletionPolicy.WAIT_FOR_TERMINATION;
            return !ended.handedOn() || (waits && !ended.left().isEmpty() && !timedOut(kustomization));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN && accountIsGone(kustomization)) {
                // Flux gives up here too: without the account nobody has the right to delete these, and the namespace
                // that held the account usually takes them along.
                log.atWarn()
                        .addKeyValue("kustomization", owner)
                        .log("its service account is gone, left behind: {}", inventory.refs());
                return false;
            }
            throw refused;
        }
    }

    private Ended end(Kustomization kustomization, Inventory inventory) {
        NamespacedName self = NamespacedName.of(kustomization);
        ObjectApi rights = rights(kustomization);
        List<Kustomization> siblings = siblings(kustomization);
        Optional<NamespacedName> heir = siblings.stream()
                .filter(sibling -> !sibling.isMarkedForDeletion())
                .min(Comparator.comparing((Kustomization sibling) -> !sibling.hasFinalizer(FluxNames.FINALIZER))
                        .thenComparing(sibling -> sibling.getMetadata().getName()))
                .map(NamespacedName::of);
        Pruner.Cause cause = heir.isPresent() ? Pruner.Cause.UPDATE : Pruner.Cause.DELETION;
        Map<NamespacedName, Inventory> byOwner = new LinkedHashMap<>();
        byOwner.put(self, inventory);
        // One that goes at the same time may have noted here what it has not made ours yet.
        siblings.stream()
                .filter(Kustomization::isMarkedForDeletion)
                .forEach(sibling -> byOwner.put(NamespacedName.of(sibling), KeptObjects.of(kustomization)));
        List<ObjectRef> left = new ArrayList<>();
        boolean handedOn = true;
        for (Map.Entry<NamespacedName, Inventory> owned : byOwner.entrySet()) {
            Pruner.Result pruned = pruner.delete(owned.getValue(), owned.getKey(), rights, cause);
            left.addAll(pruned.left());
            if (heir.isPresent() && !pruned.kept().isEmpty()) {
                handedOn &= kept.handOn(pruned.kept(), owned.getKey(), heir.get(), rights);
            }
        }
        return new Ended(left, handedOn);
    }

    /** The other folders of the deployment, as they are on the cluster at this moment. */
    private List<Kustomization> siblings(Kustomization kustomization) {
        ObjectMeta metadata = kustomization.getMetadata();
        Map<String, String> labels = metadata.getLabels();
        String deployment = labels == null ? null : labels.get(Labels.DEPLOYMENT);
        String project = labels == null ? null : labels.get(Labels.PROJECT_NAME);
        if (deployment == null || project == null) {
            return List.of();
        }
        return client
                .resources(Kustomization.class)
                .inNamespace(metadata.getNamespace())
                .withLabel(Labels.DEPLOYMENT, deployment)
                .withLabel(Labels.PROJECT_NAME, project)
                .list()
                .getItems()
                .stream()
                .filter(other -> !other.getMetadata().getName().equals(metadata.getName()))
                .toList();
    }

    private static boolean deletes(KustomizationSpec spec) {
        if (Boolean.TRUE.equals(spec.suspend())) {
            return false;
        }
        return switch (Objects.requireNonNullElse(spec.deletionPolicy(), DeletionPolicy.MIRROR_PRUNE)) {
            case MIRROR_PRUNE -> Boolean.TRUE.equals(spec.prune());
            case DELETE, WAIT_FOR_TERMINATION -> true;
            case ORPHAN -> false;
        };
    }

    private boolean timedOut(Kustomization kustomization) {
        KustomizationSpec spec = kustomization.getSpec();
        Duration timeout = GoDuration.parse(Objects.requireNonNullElse(spec.timeout(), spec.interval()));
        Instant since = OffsetDateTime.parse(kustomization.getMetadata().getDeletionTimestamp())
                .toInstant();
        return clock.instant().isAfter(since.plus(timeout));
    }

    private boolean accountIsGone(Kustomization kustomization) {
        String account = kustomization.getSpec().serviceAccountName();
        Kind kind = api.kinds().require("v1", "ServiceAccount");
        return account != null
                && api.get(kind, kustomization.getMetadata().getNamespace(), account)
                        .isEmpty();
    }

    private ObjectApi rights(Kustomization kustomization) {
        String account = kustomization.getSpec().serviceAccountName();
        return account == null || account.isEmpty()
                ? api
                : api.impersonating(kustomization.getMetadata().getNamespace(), account);
    }
}
