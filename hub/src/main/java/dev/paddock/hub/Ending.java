// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the process in good order: the virtual machine asks for it, and waits a while until it is done. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** Called by the virtual machine, which ends when this returns: so not before the hub has. */
    void ask() {
        asked.countDown();
        try {
            if (!done.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("hub did not stop within {} and is cut off", LONGEST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    void awaitAsked() throws InterruptedException {
        asked.await();
    }

    void done() {
        done.countDown();
    }
}
