// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.controlplane;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.binaries.Component;
import dev.paddock.embedded.pki.KeyMaterial;
import dev.paddock.embedded.pki.Kubeconfig;
import dev.paddock.embedded.pki.Pki;
import dev.paddock.embedded.pki.Subject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The certificates of one cluster.
 *
 * <p>etcd has an authority of its own: whoever holds any client certificate of the cluster, such as a spoke's agent on the
 * hub, could otherwise read and write everything past the API server.
 *
 * @param cluster signs the API server, its users, and the certificates that it grants
 * @param serviceAccount the first file is the public key
 */
record Certificates(
        KeyMaterial cluster,
        KeyMaterial etcdAuthority,
        KeyMaterial etcd,
        KeyMaterial etcdClient,
        KeyMaterial apiServer,
        KeyMaterial kubeletClient,
        KeyMaterial serviceAccount) {

    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1");
    private static final List<String> API_SERVER_NAMES = List.of(
            "localhost",
            "127.0.0.1",
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local");

    static Certificates ensure(Home home, ClusterFiles files, Clock clock, Reach reach) {
        Pki pki = new Pki(home, files.pki(), clock);
        KeyMaterial cluster = pki.authority("ca");
        KeyMaterial etcdAuthority = pki.authority("etcd-ca");
        return new Certificates(
                cluster,
                etcdAuthority,
                pki.peer("etcd", etcdAuthority, LOCAL),
                pki.client("etcd-client", etcdAuthority, Subject.of("kube-apiserver")),
                pki.serving("kube-apiserver", cluster, names(reach)),
                pki.client("kubelet-client", cluster, Subject.of(Reach.KUBELET_CLIENT)),
                pki.keyPair("service-account"));
    }

    private static List<String> names(Reach reach) {
        Set<String> names = new LinkedHashSet<>(API_SERVER_NAMES);
        names.add(reach.firstService());
        names.add(reach.address());
        return List.copyOf(names);
    }

    /** Makes a kubeconfig for a user of the cluster. */
    void writeKubeconfig(Home home, ClusterFiles files, Clock clock, Path target, String server, Subject user) {
        String name = user.commonName().replace(':', '-');
        KeyMaterial client = new Pki(home, files.pki(), clock).client("client-" + name, cluster, user);
        new Kubeconfig(home)
                .write(target, "paddock-" + files.name(), server, cluster.certificate(), user.commonName(), client);
    }

    void writeComponentKubeconfigs(Home home, ClusterFiles files, Clock clock, String server) {
        writeKubeconfig(home, files, clock, files.kubeconfig(), server, Subject.of("paddock-admin", "system:masters"));
        writeKubeconfig(
                home,
                files,
                clock,
                files.kubeconfig(Component.KUBE_CONTROLLER_MANAGER),
                server,
                Subject.of("system:kube-controller-manager"));
        writeKubeconfig(
                home,
                files,
                clock,
                files.kubeconfig(Component.KUBE_SCHEDULER),
                server,
                Subject.of("system:kube-scheduler"));
        writeKubeconfig(home, files, clock, files.kubeconfig(Component.KWOK), server, Subject.of("paddock-kwok"));
    }
}
