// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private final SideBySide writers = new SideBySide();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @Test
    void oneThatFailsKeepsNoOtherFromBeingDone() {
        assertThatThrownBy(() -> writers.run(List.of(
                        () -> done.add("a"),
                        () -> {
                            throw new IllegalStateException("b has no namespace");
                        },
                        () -> done.add("c"))))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("b has no namespace");

        assertThat(done).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void severalAreOnTheirWayAtATime() {
        CyclicBarrier together = new CyclicBarrier(2);

        writers.run(Collections.nCopies(2, () -> meet(together)));

        assertThat(done).hasSize(2);
    }

    @Test
    void aSingleOneIsDoneByWhoeverAsks() {
        writers.run(List.of(() -> done.add(Thread.currentThread().getName())));

        assertThat(done).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void nobodyWaitsForTheManyActsOfSomebodyElse() throws InterruptedException {
        // Of 24, sixteen by the threads and three by those who ask: no thread is left for what comes now.
        CountDownLatch begun = new CountDownLatch(16 + 3);
        CountDownLatch released = new CountDownLatch(1);
        List<Thread> others = IntStream.range(0, 3)
                .mapToObj(i -> new Thread(() -> writers.run(Collections.nCopies(8, () -> {
                    begun.countDown();
                    await(released);
                }))))
                .toList();
        others.forEach(Thread::start);
        try {
            await(begun);

            writers.run(Collections.nCopies(20, () -> done.add("mine")));

            assertThat(done).hasSize(20);
        } finally {
            released.countDown();
        }
        for (Thread other : others) {
            other.join(30_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void meet(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
            done.add("met");
        } catch (Exception e) {
            throw new IllegalStateException("the other has not begun", e);
        }
    }
}
