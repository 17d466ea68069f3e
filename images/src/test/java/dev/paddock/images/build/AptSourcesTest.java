// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AptSourcesTest {
    private static final String TARGETS = """
            http://mirror.example/debian/|bookworm|main
            http://mirror.example/debian/|bookworm|main
            http://mirror.example/debian/|bookworm|contrib
            http://mirror.example/debian/|bookworm-updates|main
            http://mirror.example/debian-security/|bookworm-security|main
            http://mirror.example/debian/|bookworm-backports|main
            https://vendor.example/apt/|tool-bookworm|main
            N: Some notice of apt's
            """;

    @Test
    void aSuiteComesWithItsUpdatesAndNothingElseOfTheMachine() {
        assertThat(AptSources.of("bookworm", TARGETS).lines())
                .containsExactly(
                        "deb http://mirror.example/debian/ bookworm main",
                        "deb http://mirror.example/debian/ bookworm contrib",
                        "deb http://mirror.example/debian/ bookworm-updates main",
                        "deb http://mirror.example/debian-security/ bookworm-security main");
    }

    @Test
    void aSuiteThatTheMachineDoesNotKnowIsRefusedWithThoseItKnows() {
        assertThatThrownBy(() -> AptSources.of("bokworm", TARGETS))
                .asInstanceOf(InstanceOfAssertFactories.type(ImageException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ImageException.Kind.SPECIFICATION))
                .satisfies(refusal -> assertThat(refusal.remedy()).contains("/etc/apt/sources.list.d"))
                .hasToString(
                        "dev.paddock.images.build.ImageException: spec.base.suite: Not found: \"bokworm\" (did you mean "
                                + "\"bookworm\"?): apt on this machine knows bookworm, bookworm-backports, tool-bookworm");
    }
}
