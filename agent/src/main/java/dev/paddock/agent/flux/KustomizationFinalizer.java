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
import dev.paddock.api.value.GoDuration;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a Kustomization go once what it applied is deleted, or kept, as its policy says. */
final class KustomizationFinalizer {

    private static final Logger log = LoggerFactory.getLogger(KustomizationFinalizer.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final ObjectApi api;
    private final Pruner pruner;
    private final StatusWriter<KustomizationStatus, Kustomization> writer;
    private final Clock clock;

    KustomizationFinalizer(
            ObjectApi api, Pruner pruner, StatusWriter<KustomizationStatus, Kustomization> writer, Clock clock) {
        this.api = api;
        this.pruner = pruner;
        this.writer = writer;
        this.clock = clock;
    }

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
            List<ObjectRef> left = pruner.delete(inventory, owner, rights(kustomization), Pruner.Cause.DELETION)
                    .left();
            boolean waits = kustomization.getSpec().deletionPolicy() == DeletionPolicy.WAIT_FOR_TERMINATION;
            return waits && !left.isEmpty() && !timedOut(kustomization);
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
