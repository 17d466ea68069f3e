// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.paddock.core.artifact.RetiredArtifacts.Due;
import dev.paddock.core.artifact.RetiredArtifacts.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetiredArtifactsTest {
    private static final Duration GRACE = Duration.ofDays(30);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Digest A = digest("a");
    private static final Digest B = digest("b");
    private static final Digest C = digest("c");
    /** One a day. */
    private static final RetiredArtifacts THREE = new RetiredArtifacts(Map.of(A, day(0), B, day(1), C, day(2)));

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("all are young", day(29), 0, Set.of(), Set.of(), Set.of(), Optional.of(day(30))),
                arguments(
                        "the oldest is due to the second",
                        day(30),
                        0,
                        Set.of(),
                        Set.of(A),
                        Set.of(),
                        Optional.of(day(31))),
                arguments("all are due", day(32), 0, Set.of(), Set.of(A, B, C), Set.of(), Optional.empty()),
                arguments("the newest stay", day(99), 2, Set.of(), Set.of(A), Set.of(), Optional.empty()),
                arguments("all are newest", day(99), 3, Set.of(), Set.of(), Set.of(), Optional.empty()),
                arguments("one is in use again", day(99), 0, Set.of(A), Set.of(B, C), Set.of(A), Optional.empty()),
                arguments(
                        "what is in use does not count as history",
                        day(99),
                        1,
                        Set.of(C),
                        Set.of(A),
                        Set.of(C),
                        Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatIsOldUnusedAndNotAmongTheNewestGoes(
            String name,
            Instant now,
            int history,
            Set<Digest> inUse,
            Set<Digest> remove,
            Set<Digest> forget,
            Optional<Instant> again) {
        assertThat(THREE.at(now, new Retention(GRACE, history), inUse)).isEqualTo(new Due(remove, forget, again));
    }

    @Test
    void theRepositoryMayGoWhenTheLastHasBeenLeftLongEnough() {
        assertThat(THREE.allLeftFor(GRACE)).contains(day(32));
        assertThat(new RetiredArtifacts(Map.of()).allLeftFor(GRACE)).isEmpty();
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
