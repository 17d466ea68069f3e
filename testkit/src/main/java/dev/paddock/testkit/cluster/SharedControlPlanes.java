// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import dev.paddock.api.crd.BundledCrds;
import dev.paddock.api.crd.Establishment;
import dev.paddock.embedded.ClusterHandle;
import dev.paddock.embedded.ClusterSpec;
import dev.paddock.embedded.EmbeddedClusters;
import dev.paddock.embedded.Home;
import dev.paddock.embedded.LocalMachine;
import dev.paddock.embedded.Progress;
import dev.paddock.embedded.binaries.NativeBinaries;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The control planes of one test JVM. */
final class SharedControlPlanes implements AutoCloseable {
    private final TestHome home;
    private final EmbeddedClusters clusters;
    private final Map<String, Running> running = new HashMap<>();

    private SharedControlPlanes(TestHome home, EmbeddedClusters clusters) {
        this.home = home;
        this.clusters = clusters;
    }

    /** One that answers and has the CRDs. */
    record Running(ClusterHandle handle, EmbeddedClusters clusters) {
        Path kubeconfig() {
            return handle.kubeconfig();
        }

        Path kubeconfigFor(String user, List<String> groups) {
            Path target = handle.kubeconfig().resolveSibling("kubeconfig-" + user.replace(':', '-'));
            clusters.writeKubeconfig(handle.name(), target, user, groups);
            return target;
        }
    }

    static SharedControlPlanes open() {
        TestHome home = TestHome.create("it");
        Clock clock = Clock.systemUTC();
        NativeBinaries binaries = NativeBinaries.from(
                System.getenv(), Path.of(System.getProperty("user.home")), clock, Progress.silent());
        return new SharedControlPlanes(
                home, LocalMachine.at(new Home(home.path()), binaries, clock).clusters(Progress.silent()));
    }

    synchronized Running cluster(String name, boolean controllers) {
        // A control plane with controllers serves tests that need none; the reverse is another control plane.
        String key = controllers ? name + "-full" : name;
        Running known = running.get(key);
        if (known == null && !controllers) {
            known = running.get(name + "-full");
        }
        if (known == null) {
            known = start(key, controllers);
            running.put(key, known);
        }
        return known;
    }

    private Running start(String key, boolean controllers) {
        ClusterHandle handle =
                clusters.ensureRunning(key, new ClusterSpec(clusters.kubernetesVersion(), List.of(), controllers));
        Config config = Config.fromKubeconfig(handle.kubeconfig().toFile());
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            List<CustomResourceDefinition> crds = BundledCrds.all().stream()
                    .map(text -> Serialization.unmarshal(text, CustomResourceDefinition.class))
                    .toList();
            crds.forEach(
                    crd -> client.resource(crd).fieldManager("paddock-test").serverSideApply());
            Establishment.await(client, crds);
        }
        return new Running(handle, clusters);
    }

    @Override
    public void close() {
        clusters.list().forEach(clusters::delete);
        home.close();
    }
}
