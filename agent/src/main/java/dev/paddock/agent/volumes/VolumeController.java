// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.volumes;

import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Provisions the volumes of StorageClass {@code local}: directories of this machine, which outlive pods and restarts of the
 * cluster. Does not enforce sizes, does not copy, and does not touch volumes that others made.
 */
public final class VolumeController implements AutoCloseable {

    private static final Duration SYNCING = Duration.ofMillis(200);
    private static final int PARALLEL = 2;

    /** No claim has an empty name. */
    private static final NamespacedName DEFAULTS = new NamespacedName("", "");

    private final KubernetesClient client;
    private final VolumeDirectories directories;
    private final Clock clock;
    private final KeyedQueue<NamespacedName> queue;
    private final Lister<StorageClass> classes;
    private final Lister<PersistentVolumeClaim> claims;
    private final Lister<PersistentVolume> volumes;
    private volatile boolean started;

    public VolumeController(
            KubernetesClient client, Path root, BackOff backOff, ScheduledExecutorService timer, Clock clock) {
        this.client = client;
        this.directories = new VolumeDirectories(root);
        this.clock = clock;
        this.queue = new KeyedQueue<>("volumes", this::handle, PARALLEL, backOff, timer);
        this.classes =
                Lister.start("storageclasses", client.storage().v1().storageClasses(), any -> queue.add(DEFAULTS));
        this.volumes =
                Lister.start("persistentvolumes", client.persistentVolumes(), any -> queue.add(NamespacedName.of(any)));
        this.claims = Lister.start(
                "persistentvolumeclaims",
                client.persistentVolumeClaims().inAnyNamespace(),
                any -> queue.add(NamespacedName.of(any)));
        started = true;
        queue.add(DEFAULTS);
    }

    @Override
    public void close() {
        queue.close();
        claims.close();
        volumes.close();
        classes.close();
    }

    private Outcome handle(NamespacedName key) throws IOException {
        if (!started || !classes.synced()) {
            return Outcome.again(SYNCING);
        }
        if (key.equals(DEFAULTS)) {
            ensureDefault();
        } else if (key.namespace().isEmpty()) {
            dispose(key);
        } else {
            Optional<PersistentVolumeClaim> claim = claims.get(key);
            if (claim.isPresent()) {
                serve(claim.get());
            }
        }
        return Outcome.settled();
    }

    /** Only if it is missing: whether it is the default may be changed by hand. Then claims that waited for it are due. */
    private void ensureDefault() {
        NamespacedName name = new NamespacedName("", VolumeNames.STORAGE_CLASS);
        if (classes.get(name).isEmpty()) {
            classes.wrote(client.resource(VolumeObjects.storageClass())
                    .fieldManager(FieldManagers.AGENT)
                    .serverSideApply());
        }
        claims.all().forEach(claim -> queue.add(NamespacedName.of(claim)));
    }

    private void serve(PersistentVolumeClaim claim) throws IOException {
        switch (ClaimDecision.of(claim, name -> classes.get(new NamespacedName("", name)))) {
            case ClaimDecision.Leave leave -> {}
            case ClaimDecision.Refuse refuse -> tell(claim, refuse.message());
            case ClaimDecision.Provision provision -> provision(claim, provision);
        }
    }

    private void provision(PersistentVolumeClaim claim, ClaimDecision.Provision decision) throws IOException {
        Node node = client.nodes().withName(decision.node()).get();
        if (node == null) {
            throw new IOException("node " + decision.node() + ", which the scheduler selected, is gone");
        }
        String host = Objects.requireNonNullElse(
                node.getMetadata().getLabels().get(VolumeObjects.hostLabel()), decision.node());
        Path directory =
                directories.ensure(VolumeNames.volume(claim.getMetadata().getUid()));
        try {
            client.resource(VolumeObjects.volume(claim, decision.storageClass(), host, directory))
                    .create();
        } catch (KubernetesClientException refused) {
            // An earlier attempt got as far as this.
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
        }
    }

    /** First the content, then the object: the object is what makes a next attempt happen. */
    private void dispose(NamespacedName key) throws IOException {
        Optional<PersistentVolume> volume = volumes.get(key).filter(VolumeObjects::disposable);
        if (volume.isPresent()) {
            directories.remove(key.name());
            client.resource(volume.get()).delete();
        }
    }

    /** Under one name for each claim, so that repeating it adds nothing. */
    private void tell(PersistentVolumeClaim claim, String message) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withNamespace(claim.getMetadata().getNamespace())
                        .withName(claim.getMetadata().getName() + ".volume")
                        .endMetadata()
                        .withType("Warning")
                        .withReason("ProvisioningFailed")
                        .withMessage(message)
                        .withNewSource()
                        .withComponent(VolumeNames.PROVISIONER)
                        .endSource()
                        .withFirstTimestamp(now)
                        .withLastTimestamp(now)
                        .withNewInvolvedObject()
                        .withApiVersion("v1")
                        .withKind("PersistentVolumeClaim")
                        .withNamespace(claim.getMetadata().getNamespace())
                        .withName(claim.getMetadata().getName())
                        .withUid(claim.getMetadata().getUid())
                        .endInvolvedObject()
                        .build())
                .fieldManager(FieldManagers.AGENT)
                .forceConflicts()
                .serverSideApply();
    }
}
