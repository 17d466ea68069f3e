// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile;

import static org.awaitility.Awaitility.await;

import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.core.artifact.Digest;
import dev.paddock.core.artifact.PackedArtifact;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.quota.GpuDemand;
import dev.paddock.fleet.oci.ArtifactRepository;
import dev.paddock.fleet.oci.ArtifactTags;
import dev.paddock.fleet.signing.SigningKeys;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.definition.DefinitionCompiler;
import dev.paddock.hub.definition.HubDefinitions;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.reconcile.definition.DefinitionReconcilers;
import dev.paddock.hub.reconcile.variableset.VariableSetReconciler;
import dev.paddock.hub.reconcile.workloaddeployment.GpuReservations;
import dev.paddock.hub.reconcile.workloaddeployment.Publishing;
import dev.paddock.hub.reconcile.workloaddeployment.WorkloadDeploymentReconciler;
import dev.paddock.hub.reconcile.workloadprofile.WorkloadProfileReconciler;
import dev.paddock.hub.rendering.KeptRenderings;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The reconcilers that deliver, against a real API server. The registry and the ledger are fakes that take everything; schedulers and agents
 * are the test's to play, with {@link #status}.
 */
final class DeliveryHub implements AutoCloseable {

    /** What the fake registry was sent. */
    record Published(String repository, PackedArtifact artifact) {}

    private final KubernetesClient client;
    private final String project;
    private final HubCache cache;
    private final Operator operator;
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger renderings = new AtomicInteger();
    private final KeptRenderings kept;

    DeliveryHub(KubernetesClient client, String project) {
        this(client, project, KeptRenderings.NONE);
    }

    /** @param kept what a hub leaves to the next */
    DeliveryHub(KubernetesClient client, String project, KeptRenderings kept) {
        this.kept = kept;
        this.client = client;
        this.project = project;
        this.cache = new HubCache(client);
        this.operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withUseSSAToPatchPrimaryResource(true)
                .withCloseClientOnStop(false));
    }

    void start(Reconciler<?>... more) {
        cache.start();
        // A hub has its key before it looks at anything; one that came later would have all of it rendered again.
        signer();
        for (Reconciler<?> reconciler : more) {
            operator.register(reconciler);
        }
        HubDefinitions definitions = new HubDefinitions(cache, TestEngine.builtIn());
        new DefinitionReconcilers(
                        client, cache, new DefinitionCompiler(TestEngine.workers()), definitions, Clock.systemUTC())
                .all()
                .forEach(operator::register);
        operator.register(new WorkloadProfileReconciler(client, cache, Clock.systemUTC()));
        operator.register(new WorkloadDeploymentReconciler(
                client,
                Clock.systemUTC(),
                new Unlimited(),
                new Registry(),
                TestEngine.workers(),
                ReleaseRenderer.LEFT_TO_CONTROLLER,
                definitions,
                this::rendered,
                kept,
                "test",
                step -> {}));
        operator.start();
    }

    /** With the sets of variables told who uses them. */
    void startWithVariables() {
        start(new VariableSetReconciler(cache, Clock.systemUTC()));
    }

    /** Of this test's project alone, as {@link #published()}. */
    private void rendered(WorkloadDeployment deployment) {
        if (deployment.getMetadata().getNamespace().equals(project)) {
            renderings.incrementAndGet();
        }
    }

    /** What belongs to this test's project; the control plane is shared, and what other tests left there is reconciled too. */
    List<Published> published() {
        return List.copyOf(published);
    }

    int renderings() {
        return renderings.get();
    }

    /** @param yaml documents, in which {@code PROJECT} is the test's project */
    void apply(String yaml) {
        for (String document : yaml.replace("PROJECT", project).split("---\n")) {
            client.resource(read(document))
                    .fieldManager("test")
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    void status(String yaml) {
        client.resource(read(yaml.replace("PROJECT", project)))
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("test-player")
                        .withForce(true)
                        .build());
    }

    void namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .fieldManager("test")
                .serverSideApply();
    }

    /** A Project with an Environment, {@code env}, of one shared cluster that has joined. */
    void shareWith(String spoke) {
        namespace(spoke);
        namespace("mural-system");
        apply("""
                apiVersion: palette.ai/v1alpha1
                kind: Project
                metadata: {name: PROJECT, namespace: PROJECT}
                spec: {tenantRef: {name: acme}, computeProfileRef: {name: p}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: paddock-config, namespace: mural-system}
                data: {registry: "oci://registry.example:5000/paddock"}
                ---
                apiVersion: cluster.open-cluster-management.io/v1
                kind: ManagedCluster
                metadata: {name: SPOKE, labels: {palette.ai/mode: shared}}
                spec: {hubAcceptsClient: true}
                ---
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: env, namespace: PROJECT}
                spec: {topology: {type: topology-ocm, properties: {placement: {numberOfClusters: 1, clusterSets: [global]}}}}
                """.replace("SPOKE", spoke));
        status("""
                apiVersion: mural.sh/v1beta1
                kind: Environment
                metadata: {name: env, namespace: PROJECT}
                status:
                  decisions: [{clusterName: SPOKE}]
                  conditions:
                  - {type: PlacementSatisfied, status: "True", reason: PlacementSatisfied, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
                """.replace("SPOKE", spoke));
    }

    /** Deletes the project's deployments and returns when they are gone. */
    void empty() {
        var deployments = client.resources(WorkloadDeployment.class).inNamespace(project);
        deployments.delete();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> deployments.list().getItems().isEmpty());
    }

    @Override
    public void close() {
        operator.stop();
        cache.close();
    }

    private static GenericKubernetesResource read(String document) {
        return Serialization.unmarshal("---\n" + document, GenericKubernetesResource.class);
    }

    /** Takes everything, and signs with the installation's key. */
    private final class Registry implements Publishing {
        @Override
        public Digest publish(ArtifactRepository repository, PackedArtifact artifact, ArtifactTags tags) {
            if (repository.toString().contains(project)) {
                published.add(new Published(repository.url(), artifact));
            }
            return artifact.digest();
        }

        @Override
        public String sign(ArtifactRepository repository, Digest digest) {
            return signer();
        }
    }

    private String signer() {
        return new SigningKeys(client, "mural-system", new SecureRandom())
                .current()
                .shown()
                .fingerprint();
    }

    /** Grants everything. */
    private static final class Unlimited implements GpuReservations {
        @Override
        public Answer reserve(WorkloadDeployment deployment, Map<String, GpuDemand> demand) {
            return new Answer.Granted(Map.of());
        }

        @Override
        public void release(WorkloadDeployment deployment) {
            // holds nothing
        }
    }
}
