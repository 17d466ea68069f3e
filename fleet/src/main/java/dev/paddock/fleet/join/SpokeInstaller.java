// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.join;

import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.flux.OCIRepository;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.ocm.AppliedManifestWork;
import dev.paddock.fleet.contract.ContractCrds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Gives the agent a place on a spoke: the contracts it serves, a namespace, an account and a token. Works with the spoke's
 * administrator, may be repeated, and starts no process.
 */
public final class SpokeInstaller {
    public static final String NAMESPACE = "open-cluster-management-agent";
    public static final String ACCOUNT = "paddock-agent";

    private static final String FIELD_MANAGER = "paddock";
    private static final String TOKEN_SECRET = "paddock-agent-token";
    private static final String CLUSTER_ADMIN = "cluster-admin";
    private static final long TOKEN_SECONDS = 30;

    /** An empty namespace goes in seconds; one that takes longer than this is held by something. */
    private static final Duration LEFTOVER_PATIENCE = Duration.ofMinutes(2);

    private final KubernetesClient spoke;
    private final ContractCrds contracts;
    private final Duration leftoverPatience;

    public SpokeInstaller(KubernetesClient spoke) {
        this(spoke, LEFTOVER_PATIENCE);
    }

    SpokeInstaller(KubernetesClient spoke, Duration leftoverPatience) {
        this.spoke = spoke;
        this.leftoverPatience = leftoverPatience;
        this.contracts =
                new ContractCrds(spoke, List.of(AppliedManifestWork.class, OCIRepository.class, Kustomization.class));
    }

    /**
     * Installs, or completes what an interrupted installation began, and gives the agent's kubeconfig for the spoke. What an
     * earlier {@link #remove} deleted has to be gone first.
     *
     * @param says is told what is waited for, if anything is
     * @throws StillGoingException if that is not gone in time
     */
    public String install(String cluster, Consumer<String> says) {
        Leftovers leftovers = new Leftovers(cluster, leftoverPatience, says);
        contracts.resources().forEach(leftovers::awaitGone);
        leftovers.awaitGone(spoke.namespaces().withName(NAMESPACE));
        contracts.install();
        apply(new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .endMetadata()
                .build());
        apply(new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(ACCOUNT)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .endMetadata()
                .build());
        apply(binding());
        apply(tokenSecret());
        Secret token = spoke.secrets()
                .inNamespace(NAMESPACE)
                .withName(TOKEN_SECRET)
                .waitUntilCondition(SpokeInstaller::hasToken, TOKEN_SECONDS, TimeUnit.SECONDS);
        return new TokenKubeconfig(spoke.getConfiguration(), spoke.getKubernetesSerialization())
                .text(
                        cluster,
                        ACCOUNT,
                        new String(Base64.getDecoder().decode(token.getData().get("token")), StandardCharsets.UTF_8));
    }

    /**
     * Takes the agent's access away. What deliveries put on the spoke is not touched: it is withdrawn before, through the
     * hub, or stays because the cluster was released. CRDs that still have objects stay with them.
     */
    public void remove() {
        // In this order, because it may be the agent's own account that does it: the binding is what allows the rest.
        contracts.removeUnused();
        spoke.namespaces().withName(NAMESPACE).delete();
        spoke.resource(binding()).delete();
    }

    /** The agent applies whatever a project may deploy, so it is its spoke's administrator, and nobody else's. */
    private static ClusterRoleBinding binding() {
        return new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", CLUSTER_ADMIN)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withNamespace(NAMESPACE)
                .withName(ACCOUNT)
                .endSubject()
                .build();
    }

    /** A token of its own kind because the agent is a process outside the cluster, with no kubelet to renew one for it. */
    private static Secret tokenSecret() {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(TOKEN_SECRET)
                .addToLabels(Labels.MANAGED_BY, "paddock")
                .addToAnnotations("kubernetes.io/service-account.name", ACCOUNT)
                .endMetadata()
                .withType("kubernetes.io/service-account-token")
                .build();
    }

    private static boolean hasToken(Secret secret) {
        return secret != null && secret.getData() != null && secret.getData().containsKey("token");
    }

    private void apply(HasMetadata object) {
        spoke.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }
}
