// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import static dev.paddock.core.definition.ClusterReads.Input.CLUSTER;
import static dev.paddock.core.definition.ClusterReads.Input.RELEASES;
import static dev.paddock.core.definition.ClusterReads.Input.VERSION;
import static dev.paddock.core.definition.ClusterReads.Input.VERSION_GIT;
import static dev.paddock.core.definition.ClusterReads.Input.VERSION_MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterReadsTest {

    static Stream<Arguments> templates() {
        return Stream.of(
                read("output: metadata: name: context.name"),
                read("output: name: parameter.context", "a: mycontext.cluster", "x: #context.cluster"),
                read("// context.cluster is not asked", "output: {}"),
                read(Set.of(VERSION_MINOR), "if context.clusterVersion.minor < 25 {a: 1}"),
                read(
                        Set.of(VERSION_MINOR, VERSION_GIT),
                        "a: context.clusterVersion.minor",
                        "b: \"\\(context.clusterVersion.gitVersion)\""),
                read(Set.of(VERSION_GIT, RELEASES), "kind: \"HelmRelease\""),
                read(Set.of(VERSION), "v: context.clusterVersion", "m: v.minor"),
                read(Set.of(VERSION), "m: context.clusterVersion[\"minor\"]"),
                read(Set.of(VERSION), "m: context.clusterVersion.other"),
                read(Set.of(CLUSTER), "a: \"on \\(context.cluster)\""),
                read(Set.of(CLUSTER), "a: context .\n  cluster"),
                read(Set.of(CLUSTER), "a: ${context.cluster}"),
                read(Set.of(CLUSTER, VERSION), "let c = context", "a: c.cluster"),
                read(Set.of(CLUSTER, VERSION), "a: context[\"cluster\"]"),
                read(Set.of(CLUSTER, VERSION), "a: context.\"cluster\""));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatATemplateReadsIsFoundInItsText(String template, Set<ClusterReads.Input> reads) {
        assertThat(ClusterReads.of(template)).isEqualTo(reads);
    }

    private static Arguments read(String... lines) {
        return read(Set.of(), lines);
    }

    private static Arguments read(Set<ClusterReads.Input> reads, String... lines) {
        return Arguments.of(String.join("\n", lines), reads);
    }
}
