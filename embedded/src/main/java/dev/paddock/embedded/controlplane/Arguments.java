// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.controlplane;

import dev.paddock.embedded.binaries.Component;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of a control plane; pure, so that what is secured and what is bound to loopback can be read off and
 * tested.
 *
 * @param etcdPeer a single member has no peers, yet etcd insists on listening for them
 */
record Arguments(ClusterFiles files, Certificates certificates, Reach reach, int etcdClient, int etcdPeer, int secure) {
    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    /**
     * Pods that really run are held to the restricted level, where their namespace names no other; below {@code kube-system}
     * is what belongs to the cluster itself.
     */
    static final String ADMISSION = """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AdmissionConfiguration
            plugins:
            - name: PodSecurity
              configuration:
                apiVersion: pod-security.admission.config.k8s.io/v1
                kind: PodSecurityConfiguration
                defaults:
                  enforce: restricted
                  enforce-version: latest
                exemptions:
                  namespaces: [kube-system]
            """;

    String server() {
        return "https://" + reach.address() + ":" + secure;
    }

    /**
     * fsync stays on: a killed process loses nothing that it handed to the kernel, but a machine that loses power does,
     * and the state must survive that too. The database is small, so compaction is frequent and the quota low.
     */
    String[] etcd() {
        String peer = "https://127.0.0.1:" + etcdPeer;
        String client = etcdUrl();
        return new String[] {
            "--name=paddock",
            "--data-dir=" + files.etcd(),
            "--listen-client-urls=" + client,
            "--advertise-client-urls=" + client,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=paddock=" + peer,
            "--cert-file=" + certificates.etcd().certificate(),
            "--key-file=" + certificates.etcd().key(),
            "--client-cert-auth=true",
            "--trusted-ca-file=" + certificates.etcdAuthority().certificate(),
            "--peer-cert-file=" + certificates.etcd().certificate(),
            "--peer-key-file=" + certificates.etcd().key(),
            "--peer-client-cert-auth=true",
            "--peer-trusted-ca-file=" + certificates.etcdAuthority().certificate(),
            "--auto-compaction-mode=periodic",
            "--auto-compaction-retention=5m",
            "--snapshot-count=5000",
            "--heartbeat-interval=500",
            "--election-timeout=2500",
            "--log-level=warn",
            "--logger=zap"
        };
    }

    String[] apiServer() {
        List<String> arguments = new ArrayList<>(List.of(apiServerAnywhere()));
        arguments.addAll(reach.kubelets() ? callingKubelets() : onLoopback());
        return arguments.toArray(String[]::new);
    }

    // An Endpoints object may not name a loopback address; nothing on a simulated node would use it.
    private static List<String> onLoopback() {
        return List.of("--endpoint-reconciler-type=none");
    }

    private List<String> callingKubelets() {
        return List.of(
                "--admission-control-config-file=" + files.admission(),
                // Of a node's addresses its name comes first otherwise, and no resolver knows that.
                "--kubelet-preferred-address-types=InternalIP",
                "--kubelet-certificate-authority=" + certificates.cluster().certificate(),
                "--kubelet-client-certificate=" + certificates.kubeletClient().certificate(),
                "--kubelet-client-key=" + certificates.kubeletClient().key());
    }

    private String[] apiServerAnywhere() {
        return new String[] {
            "--bind-address=" + reach.address(),
            "--advertise-address=" + reach.address(),
            "--secure-port=" + secure,
            "--tls-cert-file=" + certificates.apiServer().certificate(),
            "--tls-private-key-file=" + certificates.apiServer().key(),
            "--client-ca-file=" + certificates.cluster().certificate(),
            "--etcd-servers=" + etcdUrl(),
            "--etcd-cafile=" + certificates.etcdAuthority().certificate(),
            "--etcd-certfile=" + certificates.etcdClient().certificate(),
            "--etcd-keyfile=" + certificates.etcdClient().key(),
            "--authorization-mode=Node,RBAC",
            "--anonymous-auth=false",
            "--enable-admission-plugins=NodeRestriction",
            "--enable-bootstrap-token-auth=true",
            "--service-account-issuer=" + ISSUER,
            "--service-account-key-file=" + certificates.serviceAccount().certificate(),
            "--service-account-signing-key-file="
                    + certificates.serviceAccount().key(),
            "--service-cluster-ip-range=" + reach.services(),
            "--allow-privileged=true",
            "--profiling=false",
            "--v=1"
        };
    }

    String[] controllerManager() {
        String kubeconfig = files.kubeconfig(Component.KUBE_CONTROLLER_MANAGER).toString();
        return new String[] {
            "--kubeconfig=" + kubeconfig,
            "--authentication-kubeconfig=" + kubeconfig,
            "--authorization-kubeconfig=" + kubeconfig,
            // One instance, known by its pid: no lease to wait for after a crash, and no port to serve.
            "--leader-elect=false",
            "--secure-port=0",
            "--bind-address=127.0.0.1",
            "--use-service-account-credentials=true",
            "--controllers=*,tokencleaner",
            "--service-account-private-key-file="
                    + certificates.serviceAccount().key(),
            "--root-ca-file=" + certificates.cluster().certificate(),
            "--cluster-signing-cert-file=" + certificates.cluster().certificate(),
            "--cluster-signing-key-file=" + certificates.cluster().key(),
            "--cluster-signing-duration=8760h",
            "--profiling=false",
            "--v=1"
        };
    }

    String[] scheduler() {
        String kubeconfig = files.kubeconfig(Component.KUBE_SCHEDULER).toString();
        return new String[] {
            "--kubeconfig=" + kubeconfig,
            "--authentication-kubeconfig=" + kubeconfig,
            "--authorization-kubeconfig=" + kubeconfig,
            "--leader-elect=false",
            "--secure-port=0",
            "--bind-address=127.0.0.1",
            "--profiling=false",
            "--v=1"
        };
    }

    private String etcdUrl() {
        return "https://127.0.0.1:" + etcdClient;
    }

    static List<Component> startOrder() {
        return List.of(
                Component.ETCD, Component.KUBE_APISERVER, Component.KUBE_CONTROLLER_MANAGER, Component.KUBE_SCHEDULER);
    }
}
