// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.embedded.Home;
import dev.paddock.embedded.NodeKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeChoiceTest {
    private static final HostFacts ABLE = new HostFacts(true, true, Map.of(), true, true, true, true, false);

    private static final Home HOME = new Home(Path.of("/home/ada/.paddock"));

    @Test
    void aStateDirectoryIsTooLongOnceTheKubeletsSocketsAre() {
        Home longest = new Home(Path.of("/" + "d".repeat(50)));
        Home tooLong = new Home(Path.of("/" + "d".repeat(51)));

        assertThat(NodeChoice.of(NodeKind.CONTAINERS, ABLE, longest)).isEqualTo(new NodeChoice.Containers(false));
        assertThat(NodeChoice.of(NodeKind.CONTAINERS, ABLE, tooLong))
                .isEqualTo(new NodeChoice.Refused(
                        "the state directory %s is 52 bytes long, and the kubelet's sockets leave room for 51"
                                .formatted(tooLong.root()),
                        "Set PADDOCK_HOME to a shorter path."));
    }

    @Test
    void containersAreTakenWhereTheMachineCan() {
        assertThat(NodeChoice.of(NodeKind.AUTO, ABLE, HOME)).isEqualTo(new NodeChoice.Containers(false));
        assertThat(NodeChoice.of(NodeKind.CONTAINERS, ABLE, HOME)).isEqualTo(new NodeChoice.Containers(false));
        assertThat(NodeChoice.of(NodeKind.SIMULATED, ABLE, HOME)).isEqualTo(new NodeChoice.Simulated("", ""));
    }

    static Stream<Arguments> obstacles() {
        return Stream.of(
                Arguments.of(
                        new HostFacts(false, false, Map.of(), false, false, false, false, false),
                        "this machine does not run Linux"),
                Arguments.of(
                        new HostFacts(true, false, Map.of(), true, true, true, true, true),
                        "paddock does not run as root"),
                Arguments.of(
                        new HostFacts(
                                true,
                                true,
                                Map.of("runc", "runc", "ctr", "containerd", "containerd", "containerd"),
                                false,
                                false,
                                false,
                                false,
                                false),
                        "containerd, ctr, runc not found"),
                Arguments.of(
                        new HostFacts(true, true, Map.of(), false, true, true, true, true),
                        "the kernel refuses a network namespace and a mount namespace"),
                Arguments.of(
                        new HostFacts(true, true, Map.of(), true, false, true, true, true),
                        "the kernel has no overlay file system"),
                Arguments.of(
                        new HostFacts(true, true, Map.of(), true, true, false, true, true),
                        "control groups are not mounted at /sys/fs/cgroup or may not be changed"),
                Arguments.of(
                        new HostFacts(true, true, Map.of(), true, true, true, false, true),
                        "iptables cannot read the kernel's filter and nat tables"));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void whatIsMissingIsSaidWithTheRemedy(HostFacts facts, String reason) {
        assertThat(NodeChoice.of(NodeKind.AUTO, facts, HOME))
                .isInstanceOfSatisfying(NodeChoice.Simulated.class, choice -> {
                    assertThat(choice.reason()).isEqualTo(reason);
                    assertThat(choice.remedy()).isNotBlank();
                });
        assertThat(NodeChoice.of(NodeKind.CONTAINERS, facts, HOME))
                .isInstanceOfSatisfying(
                        NodeChoice.Refused.class,
                        choice -> assertThat(choice.reason()).isEqualTo(reason));
    }

    @Test
    void theRemedyForMissingProgramsNamesEachPackageOnce() {
        HostFacts facts = new HostFacts(
                true,
                true,
                Map.of("runc", "runc", "ctr", "containerd", "containerd", "containerd"),
                false,
                false,
                false,
                false,
                false);
        assertThat(facts.obstacle().orElseThrow().remedy())
                .isEqualTo("apt-get install --no-install-recommends containerd runc");
    }
}
