// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.lead;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * This process's part in an election. It tells a leadership that was given back from one that was lost: the end of the first
 * is nobody's concern, of the second everybody's.
 */
public final class Candidacy implements AutoCloseable {
    private final Runnable lost;
    private final AtomicBoolean givenBack = new AtomicBoolean();
    private volatile Future<?> election = CompletableFuture.completedFuture(null);

    Candidacy(Runnable lost) {
        this.lost = lost;
    }

    /** @param running cancelled when this is closed */
    void heldBy(Future<?> running) {
        election = running;
    }

    /** The election says that this process does not lead any more. */
    void over() {
        if (!givenBack.get()) {
            lost.run();
        }
    }

    /** Gives the Lease back, if this process has it, and stands no more. */
    @Override
    public void close() {
        givenBack.set(true);
        election.cancel(true);
    }
}
