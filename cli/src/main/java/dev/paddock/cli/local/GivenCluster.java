// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.local;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.Progress;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that exists already, as the hub of this state directory. One context of a kubeconfig is taken over, with what it
 * refers to; the user's file is only read.
 */
final class GivenCluster {
    private static final String WEBHOOK = "paddock";
    private static final int CONNECT_MILLIS = 5_000;

    private final LocalFleet fleet;

    GivenCluster(LocalFleet fleet) {
        this.fleet = fleet;
    }

    /**
     * A context that may become the hub.
     *
     * @param file where the user has it
     * @param config that context alone, with what it refers to
     */
    record Candidate(Path file, Config config) {}

    /** Reads a context, and asks its cluster whether a hub may be installed there. Writes nothing, here or there. */
    Candidate examine(Path file, @Nullable String context) {
        Candidate candidate = new Candidate(file, oneContext(file, context));
        refuseAnother(candidate);
        try (KubernetesClient client = client(candidate.config())) {
            requireAdministrator(client);
        } catch (KubernetesClientException away) {
            throw silent(away, file + " --context " + candidate.config().getCurrentContext());
        }
        return candidate;
    }

    /** Takes the cluster over, or fails because this state directory has another hub. */
    void adopt(Candidate candidate) {
        refuseAnother(candidate);
        Path target = HubCluster.kubeconfig(fleet);
        fleet.home().directory(target.resolveSibling(""));
        fleet.home().writeIfChanged(target, Serialization.asYaml(candidate.config()));
    }

    /** Returns when it has answered, and its answer was that the user may do everything there. */
    ClusterHandle reach() {
        Instant began = fleet.machine().clock().instant();
        Path kubeconfig = HubCluster.kubeconfig(fleet);
        try (KubernetesClient client = FleetUp.client(kubeconfig)) {
            String server = client.getMasterUrl().toString();
            String version = client.getKubernetesVersion().getGitVersion();
            requireAdministrator(client);
            fleet.report(LocalFleet.HUB, Progress.State.READY, version + " at " + server, began);
            return new ClusterHandle(LocalFleet.HUB, server, kubeconfig);
        } catch (KubernetesClientException away) {
            throw silent(away, kubeconfig.toString());
        }
    }

    /** Of its Kubernetes; empty while it does not answer. */
    Optional<String> version() {
        try (KubernetesClient client = FleetUp.client(HubCluster.kubeconfig(fleet))) {
            return Optional.of(client.getKubernetesVersion().getGitVersion());
        } catch (KubernetesClientException away) {
            return Optional.empty();
        }
    }

    /**
     * Takes the hub's webhook away, so that the cluster's objects can be changed without a hub. Kinds and objects stay: they
     * are the user's. A cluster that is away is left as it is, in words.
     */
    void release() {
        Instant began = fleet.machine().clock().instant();
        try (KubernetesClient client = FleetUp.client(HubCluster.kubeconfig(fleet))) {
            client.admissionRegistration()
                    .v1()
                    .validatingWebhookConfigurations()
                    .withName(WEBHOOK)
                    .delete();
            fleet.report(LocalFleet.HUB, Progress.State.STOPPED, "left as it is, with its kinds and objects", began);
        } catch (KubernetesClientException away) {
            fleet.report(
                    LocalFleet.HUB,
                    Progress.State.FAILED,
                    "ValidatingWebhookConfiguration %s is still there: %s".formatted(WEBHOOK, away.getMessage()),
                    began);
        }
    }

    /** The address of this machine that the cluster can answer to: the one from which it is reached. */
    static String addressTowards(String server) {
        URI uri = URI.create(server);
        int port = uri.getPort() > 0 ? uri.getPort() : 443;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(uri.getHost()), port), CONNECT_MILLIS);
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "cannot connect to the hub's API server %s: %s".formatted(server, e.getMessage()),
                    "a kubeconfig whose server this machine can reach");
        }
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(io.fabric8.kubernetes.client.Config.fromKubeconfig(Serialization.asYaml(config)))
                .build();
    }

    private static CliException silent(KubernetesClientException away, String kubeconfig) {
        return new CliException(
                ExitCode.UNREACHABLE,
                "the cluster that is the hub does not answer: " + away.getMessage(),
                "kubectl --kubeconfig " + kubeconfig + " get --raw /readyz",
                away);
    }

    private static void requireAdministrator(KubernetesClient client) {
        if (!mayDoEverything(client)) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "the user of the kubeconfig may not administer " + client.getMasterUrl()
                            + ", and a hub needs its kinds, roles and webhook installed there",
                    "a kubeconfig of a user bound to ClusterRole cluster-admin");
        }
    }

    private static boolean mayDoEverything(KubernetesClient client) {
        return client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withGroup("*")
                        .withResource("*")
                        .withVerb("*")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    private void refuseAnother(Candidate candidate) {
        if (fleet.clusters().record(LocalFleet.HUB).isPresent()) {
            throw another("a control plane of its own", candidate.file());
        }
        fleet.home().read(HubCluster.kubeconfig(fleet)).map(GivenCluster::parse).ifPresent(known -> {
            if (!server(known).equals(server(candidate.config()))) {
                throw another(server(known), candidate.file());
            }
        });
    }

    private CliException another(String hub, Path file) {
        return new CliException(
                ExitCode.USAGE,
                "--kubeconfig %s: the hub of %s is %s, and a state directory keeps its hub"
                        .formatted(file, fleet.home().root(), hub),
                "PADDOCK_HOME=DIR for another fleet, or paddock down --delete first");
    }

    private static Config oneContext(Path file, @Nullable String wanted) {
        Config all = read(file);
        String name = wanted == null ? all.getCurrentContext() : wanted;
        NamedContext context = named(all.getContexts(), found -> found.getName().equals(name), file, "context " + name);
        String clusterName = context.getContext().getCluster();
        String userName = context.getContext().getUser();
        NamedCluster cluster =
                named(all.getClusters(), found -> found.getName().equals(clusterName), file, "cluster " + clusterName);
        NamedAuthInfo user = named(all.getUsers(), found -> found.getName().equals(userName), file, "user " + userName);
        absolute(file, cluster.getCluster());
        absolute(file, user.getUser());
        return new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .withCurrentContext(name)
                .withContexts(context)
                .withClusters(cluster)
                .withUsers(user)
                .build();
    }

    private static Config read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException | RuntimeException e) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--kubeconfig %s: cannot be read as a kubeconfig: %s".formatted(file, e.getMessage()),
                    "kubectl config view --raw --minify");
        }
    }

    private static Config parse(String text) {
        return Serialization.unmarshal(text, Config.class);
    }

    private static <T> T named(List<T> all, Predicate<T> wanted, Path file, String what) {
        return all.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE,
                        "--kubeconfig %s: there is no %s".formatted(file, what),
                        "kubectl config get-contexts"));
    }

    /** A kubeconfig's paths are relative to the folder it lies in, and the copy lies elsewhere. */
    private static void absolute(Path file, Cluster cluster) {
        cluster.setCertificateAuthority(absolute(file, cluster.getCertificateAuthority()));
    }

    private static void absolute(Path file, AuthInfo user) {
        user.setClientCertificate(absolute(file, user.getClientCertificate()));
        user.setClientKey(absolute(file, user.getClientKey()));
        user.setTokenFile(absolute(file, user.getTokenFile()));
    }

    private static @Nullable String absolute(Path file, @Nullable String path) {
        return path == null || path.isEmpty()
                ? path
                : file.toAbsolutePath().resolveSibling(path).normalize().toString();
    }

    private static String server(Config config) {
        return Objects.requireNonNullElse(
                config.getClusters().getFirst().getCluster().getServer(), "");
    }
}
