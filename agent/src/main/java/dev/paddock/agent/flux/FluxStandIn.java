// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.health.DefinitionVerdicts;
import dev.paddock.agent.kube.ConditionList;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.Observed;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.core.health.HealthRules;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;

/**
 * Source and kustomize stand-ins as one running whole: queues, and which event concerns whom. Whether it may run at all is
 * decided by who owns Flux's definitions on the cluster, elsewhere.
 */
public final class FluxStandIn implements AutoCloseable {

    private static final int PULLS = 4;
    private static final int APPLIES = 8;

    private final KeyedQueue<NamespacedName> sourceQueue;
    private final KeyedQueue<NamespacedName> kustomizationQueue;
    private final Lister<OCIRepository> repositories;
    private final Lister<Kustomization> kustomizations;
    private final KustomizationController controller;
    private final FolderApply apply;

    /** What the stand-ins need from the process around them. */
    public record Environment(
            KubernetesClient client,
            ObjectApi api,
            KindWatches watches,
            Lister<OCIRepository> repositories,
            Lister<Kustomization> kustomizations,
            ArtifactFetch source,
            ArtifactStore store,
            BiFunction<String, String, Optional<Secret>> secrets,
            DefinitionVerdicts definitions,
            BackOff backOff,
            ScheduledExecutorService timer,
            Clock clock) {}

    public FluxStandIn(Environment environment) {
        this.repositories = environment.repositories();
        this.kustomizations = environment.kustomizations();
        this.apply = new FolderApply(environment.watches(), environment.api());
        FluxParts parts = new FluxParts(
                environment.client(),
                environment.api(),
                environment.watches(),
                apply,
                HealthRules.builtIn(),
                environment.definitions(),
                environment.backOff(),
                environment.clock());
        SourceController sourceController = new SourceController(
                parts,
                repositories,
                new SourceAccess(environment.secrets()),
                environment.source(),
                new SourceVerification(environment.secrets(), environment.source()),
                environment.store());
        this.sourceQueue =
                new KeyedQueue<>("ocirepository", sourceController, PULLS, environment.backOff(), environment.timer());
        this.controller = new KustomizationController(
                parts,
                kustomizations,
                new Sources(repositories, kustomizations, environment.store(), sourceQueue::add));
        this.kustomizationQueue =
                new KeyedQueue<>("kustomization", controller, APPLIES, environment.backOff(), environment.timer());
        repositories.all().forEach(this::onRepository);
        kustomizations.all().forEach(this::onKustomization);
    }

    public void onRepository(OCIRepository repository) {
        NamespacedName source = NamespacedName.of(repository);
        sourceQueue.add(source);
        kustomizations.all().stream()
                .filter(kustomization -> builtOn(kustomization, source))
                .forEach(kustomization -> kustomizationQueue.add(NamespacedName.of(kustomization)));
    }

    public void onKustomization(Kustomization changed) {
        NamespacedName key = NamespacedName.of(changed);
        kustomizationQueue.add(key);
        kustomizations.all().stream()
                .filter(kustomization -> dependsOn(kustomization, key))
                .forEach(kustomization -> kustomizationQueue.add(NamespacedName.of(kustomization)));
    }

    /** An object that carries owner labels, or that somebody only looks at, changed or went. */
    public void onObject(Observed object) {
        Map<String, String> labels = object.labels();
        String name = labels.get(FluxNames.OWNER_NAME);
        String namespace = labels.get(FluxNames.OWNER_NAMESPACE);
        if (name != null && namespace != null) {
            kustomizationQueue.add(new NamespacedName(namespace, name));
        }
        controller.lookingAt(object.ref()).forEach(kustomizationQueue::add);
    }

    /** A Secret has come from the hub: what could not be had or used for want of it may be now. */
    public void onSecret() {
        repositories.all().stream()
                .filter(repository -> repository.getStatus() == null
                        || !ConditionList.isTrue(repository.getStatus().conditions(), FluxNames.READY))
                .forEach(repository -> sourceQueue.add(NamespacedName.of(repository)));
    }

    /** Server-side applies sent since the start. */
    public long applyCount() {
        return apply.count();
    }

    @Override
    public void close() {
        sourceQueue.close();
        kustomizationQueue.close();
    }

    private static boolean builtOn(Kustomization kustomization, NamespacedName source) {
        String own = kustomization.getMetadata().getNamespace();
        var ref = kustomization.getSpec().sourceRef();
        return ref.name().equals(source.name())
                && Objects.requireNonNullElse(ref.namespace(), own).equals(source.namespace());
    }

    private static boolean dependsOn(Kustomization kustomization, NamespacedName other) {
        String own = kustomization.getMetadata().getNamespace();
        return kustomization.getSpec().dependsOn().stream()
                .anyMatch(dependency -> dependency.name().equals(other.name())
                        && Objects.requireNonNullElse(dependency.namespace(), own)
                                .equals(other.namespace()));
    }
}
