// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import dev.paddock.embedded.pki.KeyMaterial;
import dev.paddock.embedded.registry.RegistryMirror;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The configuration files of a node's programs; pure, so that what is open to whom can be read off and tested.
 *
 * @param cniPlugins directory of the network plugins
 * @param authority whose certificates the kubelet takes for its callers'
 * @param serving the kubelet's own certificate
 * @param resolver file with the name servers of the machine
 */
record NodeConfiguration(
        NodeFiles files,
        NodeNetwork network,
        String nodeName,
        Path cniPlugins,
        Path authority,
        KeyMaterial serving,
        Path resolver) {

    private static final String DOMAIN = "cluster.local";
    private static final int PODS = 110;
    static final int PROXY_HEALTH_PORT = 10_256;
    static final int DNS_READY_PORT = 8181;
    static final int KUBELET_PORT = 10_250;

    /** Without {@code restrict_oom_score_adj} runc fails where even root may not protect a process from the OOM killer. */
    String containerd() {
        return """
                version = 2
                root = "%s"
                state = "%s"
                disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.snapshotter.v1.aufs", \
                "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", \
                "io.containerd.snapshotter.v1.zfs"]

                [grpc]
                  address = "%s"

                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%s"
                  restrict_oom_score_adj = true
                  disable_hugetlb_controller = true
                  tolerate_missing_hugetlb_controller = true
                  netns_mounts_under_state_dir = true
                  stream_server_address = "127.0.0.1"
                  stream_server_port = "0"

                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = "%s"
                    conf_dir = "%s"

                  [plugins."io.containerd.grpc.v1.cri".registry]
                    config_path = "%s"
                """.formatted(
                        files.containerdRoot(),
                        files.containerdState(),
                        files.socket(),
                        PauseImage.NAME,
                        cniPlugins,
                        files.cniConfigurations(),
                        files.registryHosts());
    }

    /** Pods are not hidden behind the node's address on their way out: the machine's rules tell them from the node. */
    String cni() {
        return """
                {
                  "cniVersion": "0.4.0",
                  "name": "paddock",
                  "plugins": [
                    {
                      "type": "bridge",
                      "bridge": "cni0",
                      "isGateway": true,
                      "hairpinMode": true,
                      "ipam": {
                        "type": "host-local",
                        "dataDir": "%s",
                        "ranges": [[{"subnet": "%s"}]],
                        "routes": [{"dst": "0.0.0.0/0"}]
                      }
                    },
                    {"type": "portmap", "capabilities": {"portMappings": true}}
                  ]
                }
                """.formatted(files.cniLeases(), network.pods());
    }

    /** Images come from the hub's registry or an archive, so a full disk is no reason to collect them. */
    String kubelet() {
        return """
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                address: %s
                port: %d
                healthzBindAddress: 127.0.0.1
                tlsCertFile: %s
                tlsPrivateKeyFile: %s
                authentication:
                  anonymous: {enabled: false}
                  webhook: {enabled: true}
                  x509: {clientCAFile: %s}
                authorization: {mode: Webhook}
                clusterDNS: [%s]
                clusterDomain: %s
                resolvConf: %s
                containerRuntimeEndpoint: unix://%s
                cgroupDriver: cgroupfs
                cgroupRoot: /%s
                cgroupsPerQOS: true
                enforceNodeAllocatable: []
                failCgroupV1: false
                failSwapOn: false
                maxPods: %d
                podLogsDir: %s
                volumePluginDir: %s
                imageGCHighThresholdPercent: 100
                evictionHard: {memory.available: 100Mi, nodefs.available: 1%%, imagefs.available: 1%%}
                """.formatted(
                        network.node(),
                        KUBELET_PORT,
                        serving.certificate(),
                        serving.key(),
                        authority,
                        network.node(),
                        DOMAIN,
                        resolver,
                        files.socket(),
                        files.cgroup(),
                        PODS,
                        files.podLogs(),
                        files.volumePlugins());
    }

    String kubeProxy() {
        return """
                apiVersion: kubeproxy.config.k8s.io/v1alpha1
                kind: KubeProxyConfiguration
                mode: iptables
                hostnameOverride: %s
                clusterCIDR: %s
                clientConnection: {kubeconfig: %s}
                conntrack: {maxPerCore: 0, min: 0}
                healthzBindAddress: %s:%d
                metricsBindAddress: 127.0.0.1:10249
                """.formatted(
                        nodeName, network.pods(), files.kubeconfig("kube-proxy"), network.node(), PROXY_HEALTH_PORT);
    }

    /** @param upstream whether the machine has a name server to forward to */
    String coreDns(boolean upstream) {
        return """
                .:53 {
                    bind %1$s
                    errors
                    health 127.0.0.1:8080
                    ready %1$s:%2$d
                    kubernetes %3$s in-addr.arpa ip6.arpa {
                        kubeconfig %4$s
                        pods insecure
                        fallthrough in-addr.arpa ip6.arpa
                    }
                %5$s    cache 30
                }
                """.formatted(
                        network.node(),
                        DNS_READY_PORT,
                        DOMAIN,
                        files.kubeconfig("coredns"),
                        upstream ? "    forward . " + resolver + "\n" : "");
    }

    /** Where containerd finds what images name by the hub's own address of its registry. */
    static String registryHosts(RegistryMirror.Mirror mirror) {
        String login = mirror.endpoint().user() + ":" + mirror.endpoint().password();
        return """
                server = "https://%s"

                [host."https://%s"]
                  capabilities = ["pull", "resolve"]
                  ca = "%s"
                  [host."https://%s".header]
                    authorization = ["Basic %s"]
                """.formatted(
                        mirror.endpoint().address(),
                        mirror.endpoint().address(),
                        mirror.endpoint().authority(),
                        mirror.endpoint().address(),
                        Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
}
