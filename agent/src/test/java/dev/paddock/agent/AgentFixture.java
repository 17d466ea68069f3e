// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import static org.awaitility.Awaitility.await;

import dev.paddock.agent.flux.ArtifactFetch;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManagedClusterSpec;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.ocm.OcmNames;
import dev.paddock.core.artifact.Digest;
import dev.paddock.testkit.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hub that has accepted a cluster, with exactly the rights an agent needs, and an agent of that cluster that reaches both
 * API servers through relays. The cluster is named after the hub's test namespace.
 */
final class AgentFixture implements AutoCloseable {

    private static final String BOOTSTRAP_GROUP = "system:bootstrappers:paddock";

    final KubernetesClient hub;
    final KubernetesClient spoke;
    final String cluster;
    final FakeRegistry registry = new FakeRegistry();
    final Relay hubRelay;
    final Relay spokeRelay;
    final Path directory;

    private final ArtifactFetch source;
    private final TestCluster hubCluster;
    private final TestCluster spokeCluster;
    private final SharedIndexInformer<CertificateSigningRequest> approver;
    private @Nullable Agent agent;

    AgentFixture(TestCluster hubCluster, TestCluster spokeCluster, Path directory) {
        this(hubCluster, spokeCluster, directory, Optional.empty());
    }

    /** @param source where the agent pulls from, when not from the registry in memory */
    AgentFixture(TestCluster hubCluster, TestCluster spokeCluster, Path directory, Optional<ArtifactFetch> source) {
        this.source = source.orElse(registry);
        this.hubCluster = hubCluster;
        this.spokeCluster = spokeCluster;
        this.hub = hubCluster.client();
        this.spoke = spokeCluster.client();
        this.cluster = hubCluster.namespace();
        this.directory = directory;
        this.hubRelay = new Relay(server(hub));
        this.spokeRelay = new Relay(server(spoke));
        accept();
        this.approver = hub.certificates()
                .v1()
                .certificateSigningRequests()
                .withLabel(OcmNames.CLUSTER_NAME_LABEL, cluster)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(CertificateSigningRequest request) {
                        hub.certificates()
                                .v1()
                                .certificateSigningRequests()
                                .withName(request.getMetadata().getName())
                                .approve();
                    }

                    @Override
                    public void onUpdate(CertificateSigningRequest before, CertificateSigningRequest after) {}

                    @Override
                    public void onDelete(CertificateSigningRequest request, boolean unknown) {}
                });
    }

    Agent start() throws IOException {
        Path bootstrap = hubRelay.through(
                hubCluster.kubeconfigFor("bootstrap:" + cluster, List.of(BOOTSTRAP_GROUP)),
                server(hub),
                directory.resolve("bootstrap.kubeconfig"));
        Path spokeKubeconfig =
                spokeRelay.through(spokeCluster.kubeconfig(), server(spoke), directory.resolve("spoke.kubeconfig"));
        agent = Agent.start(new AgentSettings(
                cluster,
                bootstrap,
                directory.resolve("hub.kubeconfig"),
                spokeKubeconfig,
                directory.resolve("artifacts"),
                64L << 20,
                source,
                new BackOff(Duration.ofMillis(100), Duration.ofSeconds(2), RandomGenerator.getDefault()),
                Clock.systemUTC(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return agent;
    }

    void stop() {
        if (agent != null) {
            agent.close();
            agent = null;
        }
    }

    Digest publish(Map<String, String> files) {
        return registry.publish(files);
    }

    /** Also takes back all that was delivered: the spoke is shared with the next test. */
    @Override
    public void close() {
        hub.resources(ManifestWork.class).inNamespace(cluster).delete();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> hub.resources(ManifestWork.class)
                        .inNamespace(cluster)
                        .list()
                        .getItems()
                        .isEmpty());
        approver.close();
        stop();
        hubRelay.close();
        spokeRelay.close();
        hub.resources(ManagedCluster.class).withName(cluster).delete();
    }

    private static String server(KubernetesClient client) {
        String url = client.getMasterUrl().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private void accept() {
        ManagedCluster managed = new ManagedCluster();
        managed.setMetadata(new ObjectMetaBuilder().withName(cluster).build());
        managed.setSpec(new ManagedClusterSpec(List.of(), true, 5, List.of()));
        hub.resource(managed).create();
        grantClusterWide(
                "bootstrap-" + cluster,
                BOOTSTRAP_GROUP,
                rule("certificates.k8s.io", "certificatesigningrequests", "create", "get", "list", "watch"),
                rule("cluster.open-cluster-management.io", "managedclusters", "create", "get"));
        String group = "system:open-cluster-management:" + cluster;
        PolicyRule own = new PolicyRuleBuilder(
                        rule("cluster.open-cluster-management.io", "managedclusters", "get", "list", "watch"))
                .withResourceNames(cluster)
                .build();
        PolicyRule ownStatus = new PolicyRuleBuilder(
                        rule("cluster.open-cluster-management.io", "managedclusters/status", "update", "patch"))
                .withResourceNames(cluster)
                .build();
        grantClusterWide(
                "agent-" + cluster,
                group,
                own,
                ownStatus,
                rule("certificates.k8s.io", "certificatesigningrequests", "create", "get", "list", "watch"));
        grantInNamespace(
                group,
                rule("work.open-cluster-management.io", "manifestworks", "get", "list", "watch", "update", "patch"),
                rule("work.open-cluster-management.io", "manifestworks/status", "update", "patch"),
                rule("mural.sh", "workloads", "get", "list", "watch"),
                rule("mural.sh", "workloads/status", "update", "patch"),
                rule("coordination.k8s.io", "leases", "get", "create", "update"),
                rule("", "secrets", "get", "list", "watch"));
    }

    private void grantClusterWide(String name, String group, PolicyRule... rules) {
        hub.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        hub.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                        .addNewSubject("rbac.authorization.k8s.io", "Group", group, null)
                        .build())
                .create();
    }

    private void grantInNamespace(String group, PolicyRule... rules) {
        hub.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster)
                        .withName("agent")
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        hub.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster)
                        .withName("agent")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "agent")
                        .addNewSubject("rbac.authorization.k8s.io", "Group", group, null)
                        .build())
                .create();
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }
}
