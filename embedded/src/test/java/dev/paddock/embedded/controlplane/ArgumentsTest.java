// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small is not insecure: what must hold of the command lines whatever else changes. */
class ArgumentsTest {
    @TempDir
    Path directory;

    private Arguments arguments;

    @BeforeEach
    void commandLines() {
        Home home = new Home(directory);
        ClusterFiles files = ClusterFiles.of(home, "spoke-1");
        arguments = arguments(files, home, Reach.LOOPBACK);
    }

    private static Arguments arguments(ClusterFiles files, Home home, Reach reach) {
        Certificates certificates = Certificates.ensure(home, files, Clock.systemUTC(), reach);
        return new Arguments(files, certificates, reach, 20_001, 20_002, 20_003);
    }

    @Test
    void theApiServerOfAContainerNodeListensWhereTheNodeFindsItAndKnowsItsKubelet() {
        Home home = new Home(directory);
        Reach reach = new Reach("10.201.7.1", "10.96.112.0/20", "10.96.112.1", true);
        Arguments node = arguments(ClusterFiles.of(home, "spoke-2"), home, reach);
        assertThat(node.server()).isEqualTo("https://10.201.7.1:20003");
        assertThat(node.apiServer())
                .contains(
                        "--bind-address=10.201.7.1",
                        "--advertise-address=10.201.7.1",
                        "--service-cluster-ip-range=10.96.112.0/20",
                        "--kubelet-preferred-address-types=InternalIP",
                        "--admission-control-config-file=" + directory.resolve("clusters/spoke-2/admission.yaml"),
                        "--anonymous-auth=false")
                .anyMatch(argument -> argument.startsWith("--kubelet-certificate-authority="))
                .anyMatch(argument -> argument.startsWith("--kubelet-client-certificate="))
                .doesNotContain("--endpoint-reconciler-type=none");
    }

    @Test
    void theApiServerAsksEveryoneWhoTheyAreAndWhatTheyMay() {
        assertThat(arguments.apiServer())
                .contains(
                        "--bind-address=127.0.0.1",
                        "--secure-port=20003",
                        "--authorization-mode=Node,RBAC",
                        "--anonymous-auth=false",
                        "--enable-admission-plugins=NodeRestriction",
                        "--enable-bootstrap-token-auth=true")
                .anyMatch(argument -> argument.startsWith("--client-ca-file="))
                .noneMatch(argument -> argument.contains("disable-admission-plugins"));
    }

    @Test
    void etcdListensOnLoopbackWithCertificatesAndKeepsWhatItConfirmed() {
        List<String> etcd = List.of(arguments.etcd());
        assertThat(etcd)
                .contains("--client-cert-auth=true", "--peer-client-cert-auth=true")
                .noneMatch(argument -> argument.contains("unsafe-no-fsync"))
                .filteredOn(argument -> argument.contains("-urls="))
                .allSatisfy(argument -> assertThat(argument).contains("=https://127.0.0.1:"));
    }

    @Test
    void noCertificateOfTheClusterOpensEtcd() {
        assertThat(arguments.etcd())
                .anySatisfy(argument ->
                        assertThat(argument).startsWith("--trusted-ca-file=").endsWith("etcd-ca.crt"));
        assertThat(arguments.apiServer())
                .anySatisfy(argument ->
                        assertThat(argument).startsWith("--client-ca-file=").endsWith("/ca.crt"));
    }

    @Test
    void theControllersWorkWithAccountsOfTheirOwnAndServeNoPort() {
        assertThat(arguments.controllerManager()).contains("--use-service-account-credentials=true", "--secure-port=0");
        assertThat(arguments.scheduler()).contains("--secure-port=0");
    }
}
