// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.events.Warning;
import dev.paddock.agent.events.WarningWatch;
import dev.paddock.agent.flux.ArtifactStore;
import dev.paddock.agent.flux.FluxStandIn;
import dev.paddock.agent.gateway.GatewayController;
import dev.paddock.agent.health.DefinitionVerdicts;
import dev.paddock.agent.kube.Clients;
import dev.paddock.agent.kube.KindIndex;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import dev.paddock.agent.volumes.VolumeController;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.ocm.AppliedManifestWork;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs on the spoke whether or not the hub can be reached: the watches and the Flux stand-ins. An outage of the hub
 * stops news, never the keeping of what was delivered.
 */
final class SpokeSide implements AutoCloseable {

    /** Told of changes on the spoke. */
    interface Listener {
        default void onObject(Observed object) {}

        default void onFlux(NamespacedName key) {}

        default void onRecord(AppliedManifestWork record) {}

        default void onNodes() {}

        /** A watch broke: the API server may be away. */
        default void onInterrupted() {}

        default void onEngines() {}
    }

    private static final Logger log = LoggerFactory.getLogger(SpokeSide.class);

    private final AgentSettings settings;
    private final ScheduledExecutorService timer;
    private final KubernetesClient client;
    private final ObjectApi api;
    private final KindWatches watches;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Lister<OCIRepository> repositories;
    private final Lister<Kustomization> kustomizations;
    private final Lister<AppliedManifestWork> records;
    private final Lister<Node> nodes;
    private final PullSecrets secrets;
    private final DefinitionVerdicts definitions;
    private final WarningWatch warnings;
    private final Optional<GatewayController> gateway;
    private final Optional<VolumeController> volumes;
    private final StandInGate gate;
    private volatile @Nullable FluxStandIn flux;

    SpokeSide(AgentSettings settings, ScheduledExecutorService timer) throws IOException {
        this.settings = settings;
        this.timer = timer;
        this.client = Clients.open(settings.spokeKubeconfig());
        this.api = new ObjectApi(client, new KindIndex(client, settings.clock()));
        this.watches = new KindWatches(client);
        watches.addListener(this::onObject);
        this.repositories = Lister.start(
                "ocirepositories", client.resources(OCIRepository.class).inAnyNamespace(), this::onRepository);
        this.kustomizations = Lister.start(
                "kustomizations", client.resources(Kustomization.class).inAnyNamespace(), this::onKustomization);
        this.records = Lister.start(
                "appliedmanifestworks",
                client.resources(AppliedManifestWork.class),
                record -> listeners.forEach(listener -> listener.onRecord(record)));
        this.nodes = Lister.start(
                "nodes",
                client.nodes(),
                node -> listeners.forEach(Listener::onNodes),
                () -> listeners.forEach(Listener::onInterrupted));
        this.secrets = new PullSecrets(client, repositories, settings.backOff(), timer);
        this.definitions = new DefinitionVerdicts(settings.cue());
        this.warnings = new WarningWatch(
                client,
                api,
                watches,
                object -> listeners.forEach(listener -> listener.onObject(object)),
                settings.backOff(),
                timer,
                settings.clock());
        this.gateway = settings.gateway()
                .map(where -> new GatewayController(client, where, settings.backOff(), timer, settings.clock()));
        this.volumes = settings.volumes()
                .map(where -> new VolumeController(client, where, settings.backOff(), timer, settings.clock()));
        this.gate = new StandInGate(client, this::onEngines);
        onEngines();
    }

    KubernetesClient client() {
        return client;
    }

    ObjectApi api() {
        return api;
    }

    KindWatches watches() {
        return watches;
    }

    DefinitionVerdicts definitions() {
        return definitions;
    }

    List<Warning> warnings(ObjectRef applied) {
        return warnings.of(applied);
    }

    Lister<OCIRepository> repositories() {
        return repositories;
    }

    Lister<Kustomization> kustomizations() {
        return kustomizations;
    }

    Lister<AppliedManifestWork> records() {
        return records;
    }

    Lister<Node> nodes() {
        return nodes;
    }

    /** A Secret that travels has come from the hub, for the first time or changed. */
    void onHubSecret(Secret secret) {
        secrets.onHubSecret(secret);
        FluxStandIn running = flux;
        if (running != null) {
            running.onSecret();
        }
    }

    boolean worksAreOurs() {
        return gate.worksAreOurs();
    }

    /** Server-side applies that the stand-in sent; none while the real engine runs. */
    long applyCount() {
        FluxStandIn running = flux;
        return running == null ? 0 : running.applyCount();
    }

    Runnable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        gate.close();
        stopFlux();
        gateway.ifPresent(GatewayController::close);
        volumes.ifPresent(VolumeController::close);
        warnings.close();
        secrets.close();
        List.of(repositories, kustomizations, records, nodes).forEach(Lister::close);
        watches.close();
        client.close();
    }

    private void onRepository(OCIRepository repository) {
        PullSecrets copies = secrets;
        if (copies != null) {
            copies.onRepository(repository);
        }
        FluxStandIn running = flux;
        if (running != null) {
            running.onRepository(repository);
        }
        listeners.forEach(listener -> listener.onFlux(NamespacedName.of(repository)));
    }

    private void onKustomization(Kustomization kustomization) {
        FluxStandIn running = flux;
        if (running != null) {
            running.onKustomization(kustomization);
        }
        listeners.forEach(listener -> listener.onFlux(NamespacedName.of(kustomization)));
    }

    private void onObject(Observed object) {
        WarningWatch complaints = warnings;
        if (complaints != null) {
            complaints.onObject(object);
        }
        FluxStandIn running = flux;
        if (running != null) {
            running.onObject(object);
        }
        listeners.forEach(listener -> listener.onObject(object));
    }

    private synchronized void onEngines() {
        StandInGate current = gate;
        if (current == null) {
            return;
        }
        if (current.fluxIsOurs() && flux == null) {
            log.atInfo().addKeyValue("cluster", settings.cluster()).log("standing in for Flux");
            flux = startFlux();
        } else if (!current.fluxIsOurs() && flux != null) {
            log.atInfo().addKeyValue("cluster", settings.cluster()).log("stepping aside for Flux");
            stopFlux();
        }
        listeners.forEach(Listener::onEngines);
    }

    private FluxStandIn startFlux() {
        return new FluxStandIn(new FluxStandIn.Environment(
                client,
                api,
                watches,
                repositories,
                kustomizations,
                settings.source(),
                new ArtifactStore(settings.cacheDirectory(), settings.cacheBytes(), settings.clock()),
                secrets::find,
                definitions,
                settings.backOff(),
                timer,
                settings.clock()));
    }

    private synchronized void stopFlux() {
        FluxStandIn running = flux;
        flux = null;
        if (running != null) {
            running.close();
        }
    }
}
