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
import dev.paddock.api.flux.OCIRepositorySpec;
import dev.paddock.api.meta.Labels;
import dev.paddock.fleet.oci.RegistrySecret;
import dev.paddock.fleet.signing.VerificationSecret;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the registry's credentials and the public keys of artifacts from the cluster's namespace on the hub to where an OCIRepository
 * asks for them: the only Secrets that travel, and never inside a work or an artifact. The copy goes with the repository. Copies
 * nothing that no repository names.
 */
final class PullSecrets implements AutoCloseable {

    static final List<String> NAMES = List.of(RegistrySecret.NAME, VerificationSecret.NAME);

    private static final int PARALLEL = 2;

    private final KubernetesClient spoke;
    private final Lister<OCIRepository> repositories;
    private final KeyedQueue<NamespacedName> queue;
    private final Map<String, Secret> fromHub = new ConcurrentHashMap<>();

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
        if (!named(repository).isEmpty()) {
            queue.add(NamespacedName.of(repository));
        }
    }

    /** The hub's Secret is there or has changed; one that is gone from the hub stays in use until it is replaced. */
    void onHubSecret(Secret secret) {
        fromHub.put(secret.getMetadata().getName(), secret);
        repositories.all().forEach(this::onRepository);
    }

    /** What the stand-in pulls and verifies with: the hub's Secret where it is meant, without waiting for the copy. */
    Optional<Secret> find(String namespace, String name) {
        return Optional.ofNullable(fromHub.get(name))
                .or(() -> Optional.ofNullable(
                        spoke.secrets().inNamespace(namespace).withName(name).get()));
    }

    @Override
    public void close() {
        queue.close();
    }

    private Outcome copy(NamespacedName key) {
        Optional<OCIRepository> repository = repositories.get(key).filter(found -> !found.isMarkedForDeletion());
        repository.stream().flatMap(found -> named(found).stream()).forEach(name -> {
            Secret source = fromHub.get(name);
            if (source != null) {
                spoke.resource(copyFor(repository.get(), source))
                        .fieldManager(FieldManagers.AGENT)
                        .forceConflicts()
                        .serverSideApply();
            }
        });
        return Outcome.settled();
    }

    private static Secret copyFor(OCIRepository repository, Secret source) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(repository.getMetadata().getNamespace())
                .withName(source.getMetadata().getName())
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

    /** Those of the travelling Secrets that the repository refers to. */
    private static Set<String> named(OCIRepository repository) {
        OCIRepositorySpec spec = repository.getSpec();
        return Stream.of(
                        Optional.ofNullable(spec.secretRef()),
                        Optional.ofNullable(spec.certSecretRef()),
                        Optional.ofNullable(spec.proxySecretRef()),
                        Optional.ofNullable(spec.verify()).map(OCIRepositorySpec.Verify::secretRef))
                .flatMap(Optional::stream)
                .map(LocalReference::name)
                .filter(NAMES::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
