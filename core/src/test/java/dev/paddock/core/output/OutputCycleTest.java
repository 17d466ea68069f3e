// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputCycleTest {

    /** Edges as {@code reader>source}; the way as names, a star for none. */
    @ParameterizedTest
    @CsvSource({
        "'',                    *",
        "a>b,                   *",
        "a>a,                   a a",
        "a>b b>a,               a b a",
        "a>b b>c c>a,           a b c a",
        "a>b b>c c>b,           *",
        "a>b a>c b>d c>d d>a,   a b d a",
        "a>b b>c c>b b>d d>a,   a b d a",
        "b>c c>b,               *"
    })
    void theWayBackIsFoundWhereThereIsOne(String edges, String way) {
        Map<DeploymentName, Set<DeploymentName>> reads = Arrays.stream(edges.split(" "))
                .filter(edge -> !edge.isEmpty())
                .map(edge -> edge.split(">"))
                .collect(Collectors.groupingBy(
                        edge -> name(edge[0]), Collectors.mapping(edge -> name(edge[1]), Collectors.toSet())));

        List<DeploymentName> found = OutputCycle.of(name("a"), from -> reads.getOrDefault(from, Set.of()));

        assertThat(
                        found.isEmpty()
                                ? "*"
                                : found.stream().map(DeploymentName::name).collect(Collectors.joining(" ")))
                .isEqualTo(way);
    }

    private static DeploymentName name(String name) {
        return new DeploymentName("project-a", name);
    }
}
