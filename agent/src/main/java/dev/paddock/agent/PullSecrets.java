// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.Lister;
import dev.paddock.agent.kube.NamespacedName;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import dev.paddock.api.flux.LocalReference;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.meta.Labels;
import dev.paddock.fleet.oci.RegistrySecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the registry's credentials from the cluster's namespace on the hub to where an OCIRepository asks for them: the one
 * Secret that travels, and never inside a work or an artifact. The copy goes with the repository. Copies nothing that no
 * repository names.
 */
final class PullSecrets implements AutoCloseable {

    static final String NAME = RegistrySecret.NAME;

    private static final int PARALLEL = 2;

    private final KubernetesClient spoke;
    private final Lister<OCIRepository> repositories;
    private final KeyedQueue<NamespacedName> queue;
    private volatile @Nullable Secret fromHub;

    PullSecrets(
            KubernetesClient spoke,
            Lister<OCIRepository> repositories,
            BackOff backOff,
            ScheduledExecutorService timer) {
        this.spoke = spoke;
        this.repositories = repositories;
        this.queue = new KeyedQueue<>("pull-secret", this::copy, PARALLEL, backOff, timer);
    }

    void onRepository(OCIRepository repository) {
        if (names(repository)) {
            queue.add(NamespacedName.of(repository));
        }
    }

    /** The hub's Secret is there or has changed; one that is gone from the hub stays in use until it is replaced. */
    void onHubSecret(Secret secret) {
        fromHub = secret;
        repositories.all().forEach(this::onRepository);
    }

    /** What the stand-in pulls with: the hub's Secret where it is meant, without waiting for the copy. */
    Optional<Secret> find(String namespace, String name) {
        Secret travelling = fromHub;
        return travelling != null && NAME.equals(name)
                ? Optional.of(travelling)
                : Optional.ofNullable(
                        spoke.secrets().inNamespace(namespace).withName(name).get());
    }

    @Override
    public void close() {
        queue.close();
    }

    private Outcome copy(NamespacedName key) {
        Optional<OCIRepository> repository = repositories.get(key);
        Secret source = fromHub;
        if (repository.isPresent() && source != null && !repository.get().isMarkedForDeletion()) {
            spoke.resource(copyFor(repository.get(), source))
                    .fieldManager(FieldManagers.AGENT)
                    .forceConflicts()
                    .serverSideApply();
        }
        return Outcome.settled();
    }

    private static Secret copyFor(OCIRepository repository, Secret source) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(repository.getMetadata().getNamespace())
                .withName(NAME)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .addNewOwnerReference()
                .withApiVersion("source.toolkit.fluxcd.io/v1")
                .withKind("OCIRepository")
                .withName(repository.getMetadata().getName())
                .withUid(repository.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withType(source.getType())
                .withData(source.getData())
                .build();
    }

    private static boolean names(OCIRepository repository) {
        return Stream.of(
                        Optional.ofNullable(repository.getSpec().secretRef()),
                        Optional.ofNullable(repository.getSpec().certSecretRef()))
                .flatMap(Optional::stream)
                .map(LocalReference::name)
                .anyMatch(NAME::equals);
    }
}
