// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.agent.kube.ObjectRef;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ObjectRef WEB = new ObjectRef("apps", "Deployment", "team", "web");
    private static final ObjectRef POD = new ObjectRef("", "Pod", "team", "web-1");

    private final Warnings warnings = new Warnings();

    @Test
    void the_newest_come_first_and_a_repetition_is_no_news() {
        assertThat(warnings.add(WEB, warning("a", NOW.minusSeconds(60)))).isTrue();
        assertThat(warnings.add(WEB, warning("b", NOW.minusSeconds(30)))).isTrue();
        assertThat(warnings.add(WEB, warning("a", NOW.minusSeconds(10)))).isFalse();

        assertThat(warnings.of(WEB, NOW)).extracting(Warning::message).containsExactly("a", "b");
    }

    @Test
    void only_so_many_are_kept_of_an_object() {
        for (int i = 0; i < 3 * Warnings.PER_OBJECT; i++) {
            warnings.add(WEB, warning("m" + i, NOW.plusSeconds(i)));
        }

        assertThat(warnings.of(WEB, NOW)).hasSize(Warnings.PER_OBJECT);
        assertThat(warnings.of(WEB, NOW).getFirst().message()).isEqualTo("m" + (3 * Warnings.PER_OBJECT - 1));
    }

    @Test
    void what_the_cluster_has_forgotten_is_not_told_any_more() {
        warnings.add(WEB, warning("a", NOW.minus(Warnings.KEPT)));

        assertThat(warnings.of(WEB, NOW)).isEmpty();
        assertThat(warnings.of(POD, NOW)).isEmpty();
    }

    @Test
    void is_told_without_times_so_that_it_reads_the_same_tomorrow() {
        assertThat(warning("0/3 nodes are available", NOW).sentence())
                .isEqualTo("FailedScheduling of Pod web-1: 0/3 nodes are available");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0/3 nodes are available: 3 Insufficient nvidia.com/gpu.|0/3 nodes are available: 3 Insufficient nvidia.com/gpu.
            pull https://user:hunter2@r.example/x failed|pull https://***@r.example/x failed
            GET https://s3.example/b?X-Amz-Signature=abc&y=1: 403|GET https://s3.example/b?*** 403
            header Authorization: Bearer abcdefghijkl refused|header Authorization: Bearer *** refused
            DB_PASSWORD=hunter2 is wrong|DB_PASSWORD=*** is wrong
            api_key: 0123456789, next|api_key: ***, next
            got eyJhbGciOi.eyJzdWIi.c2ln here|got *** here
            secret "db" not found|secret "db" not found
            Back-off pulling image "r.example/a@sha256:0123"|Back-off pulling image "r.example/a@sha256:0123"
            """)
    void what_looks_like_a_credential_is_not_told(String message, String expected) {
        assertThat(EventText.of(message)).isEqualTo(expected);
    }

    @Test
    void is_short() {
        assertThat(EventText.of("x".repeat(5_000))).hasSize(240).endsWith("…");
    }

    private static Warning warning(String message, Instant at) {
        return new Warning(POD, "FailedScheduling", message, at);
    }
}
