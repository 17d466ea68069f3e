// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.apply;

import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Does several acts at a time, each a write that mostly waits for the API server's disk. Whoever asks works too: a single act costs no
 * thread, and one who asks while others keep the threads busy is as fast as without them.
 */
public final class SideBySide {

    /** More no longer shortens a delivery to a hundred clusters. */
    private static final int AT_A_TIME = 8;

    private final Executor threads = Executors.newFixedThreadPool(
            2 * AT_A_TIME, Thread.ofPlatform().name("writer-", 0).daemon().factory());

    /** Returns when all are done. One that fails keeps no other from being done; the first failure is thrown at the end, with the others. */
    public void run(Collection<Runnable> acts) {
        Work work = new Work(new ConcurrentLinkedQueue<>(acts), new CountDownLatch(acts.size()));
        for (int i = 1; i < Math.min(AT_A_TIME, acts.size()); i++) {
            threads.execute(work::doWhatIsLeft);
        }
        work.doWhatIsLeft();
        work.await();
        work.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    private static final class Work {
        private final Queue<Runnable> left;
        private final CountDownLatch undone;
        private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

        Work(Queue<Runnable> left, CountDownLatch undone) {
            this.left = left;
            this.undone = undone;
        }

        void doWhatIsLeft() {
            for (Runnable act = left.poll(); act != null; act = left.poll()) {
                try {
                    act.run();
                } catch (RuntimeException failed) {
                    failures.add(failed);
                } catch (Error fatal) {
                    failures.add(new IllegalStateException("a write ended with an error of the machine", fatal));
                } finally {
                    undone.countDown();
                }
            }
        }

        void await() {
            try {
                undone.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while writes were under way", e);
            }
        }

        Optional<RuntimeException> failure() {
            Optional<RuntimeException> first = Optional.ofNullable(failures.poll());
            first.ifPresent(failure -> failures.forEach(failure::addSuppressed));
            return first;
        }
    }
}
