// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.controlplane.ClusterFiles;
import dev.paddock.embedded.pki.KeyMaterial;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is open to whom, read off the configuration. */
class NodeConfigurationTest {
    private static final Home HOME = new Home(Path.of("/home/of/paddock"));
    private static final NodeFiles FILES = NodeFiles.of(HOME, ClusterFiles.of(HOME, "spoke-1"));
    private static final NodeNetwork NETWORK = new NodeNetwork(17);

    private final NodeConfiguration configuration = new NodeConfiguration(
            FILES,
            NETWORK,
            "gpu-0",
            Path.of("/usr/lib/cni"),
            Path.of("/pki/ca.crt"),
            new KeyMaterial(Path.of("/pki/kubelet.crt"), Path.of("/pki/kubelet.key")),
            Path.of("/etc/resolv.conf"));

    @Test
    void noTwoNetworksShareAnAddress() {
        Set<String> services = new HashSet<>();
        Set<String> pods = new HashSet<>();
        IntStream.rangeClosed(1, NodeNetwork.HIGHEST).mapToObj(NodeNetwork::new).forEach(network -> {
            services.add(network.services());
            pods.add(network.pods());
        });
        assertThat(services).hasSize(NodeNetwork.HIGHEST);
        assertThat(pods).hasSize(NodeNetwork.HIGHEST);
        assertThat(NETWORK.services()).isEqualTo("10.97.16.0/20");
        assertThat(NETWORK.reach().firstService()).isEqualTo("10.97.16.1");
    }

    @Test
    void twoStateDirectoriesHaveDifferentNodesOfTheSameName() {
        Home other = new Home(Path.of("/home/of/another"));
        assertThat(NodeFiles.of(other, ClusterFiles.of(other, "spoke-1")).cgroup())
                .isNotEqualTo(FILES.cgroup());
    }

    @Test
    void theKubeletAsksEveryoneWhoTheyAreAndListensOnTheNodesAddressOnly() {
        assertThat(configuration.kubelet())
                .contains("address: 10.201.17.2\n")
                .contains("anonymous: {enabled: false}")
                .contains("webhook: {enabled: true}")
                .contains("clientCAFile: /pki/ca.crt")
                .contains("authorization: {mode: Webhook}")
                .contains("cgroupRoot: /" + FILES.cgroup() + "\n")
                .doesNotContain("readOnlyPort");
    }

    @Test
    void podsReachTheirApiServerAndNothingElseOfTheMachine() {
        String rules = Firewall.rules(FILES, NETWORK, new Firewall.Openings(20_001, Optional.of(20_002)));
        String input = "-A PADDOCK-" + FILES.id() + "-IN ";
        assertThat(rules.lines().filter(line -> line.startsWith(input)))
                .containsExactly(
                        input + "-i lo -j RETURN",
                        input + "! -i pdk17 -d 10.201.17.1 -j DROP",
                        input + "! -i pdk17 -j RETURN",
                        input + "-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
                        input + "-d 10.201.17.1 -p tcp --dport 20001 -j ACCEPT",
                        input + "-s 10.201.17.2 -d 10.201.17.1 -p tcp --dport 20002 -j ACCEPT",
                        input + "-j REJECT");
        assertThat(rules).contains("-i pdk17 -o pdk+ -j REJECT").contains("-o pdk17 -j DROP");
    }

    @Test
    void dnsForwardsOnlyWhereThereIsAServerThatTheNodeCanReach() {
        assertThat(configuration.coreDns(true)).contains("    forward . /etc/resolv.conf\n    cache 30");
        assertThat(configuration.coreDns(false)).doesNotContain("forward").contains("\n    cache 30");
        assertThat(Resolver.forwards("search x\nnameserver 192.0.2.53\n")).isTrue();
        assertThat(Resolver.forwards("nameserver 127.0.0.53\n")).isFalse();
        assertThat(Resolver.forwards("")).isFalse();
    }
}
