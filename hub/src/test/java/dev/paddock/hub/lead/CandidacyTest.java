// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CandidacyTest {
    private final AtomicInteger losses = new AtomicInteger();
    private final Candidacy candidacy = new Candidacy(losses::incrementAndGet);
    private final CompletableFuture<Void> election = new CompletableFuture<>();

    @Test
    void aLeaseThatIsTakenAwayIsALoss() {
        candidacy.heldBy(election);

        candidacy.over();

        assertThat(losses).hasValue(1);
    }

    @Test
    void aLeaseThatIsGivenBackIsNone() {
        // the elector answers its cancellation at once, in the thread that cancels
        election.whenComplete((nothing, cancelled) -> candidacy.over());
        candidacy.heldBy(election);

        candidacy.close();

        assertThat(election).isCancelled();
        assertThat(losses).hasValue(0);
    }
}
