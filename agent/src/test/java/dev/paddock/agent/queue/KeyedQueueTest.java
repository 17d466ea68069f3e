// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyedQueueTest {

    private static final BackOff QUICK = new BackOff(Duration.ofMillis(5), Duration.ofMillis(50), new Random(1));

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void never_runs_a_key_twice_at_once_and_runs_it_again_when_it_was_added_meanwhile() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        Semaphore go = new Semaphore(0);
        try (KeyedQueue<String> queue = new KeyedQueue<>(
                "test",
                key -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    started.countDown();
                    go.acquire();
                    running.decrementAndGet();
                    runs.incrementAndGet();
                    return Outcome.settled();
                },
                4,
                QUICK,
                timer)) {
            queue.add("a");
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            queue.add("a");
            queue.add("a");
            go.release(10);

            await().atMost(Duration.ofSeconds(5)).until(() -> runs.get() == 2);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void runs_as_many_keys_at_once_as_allowed_and_no_more() {
        Semaphore go = new Semaphore(0);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (KeyedQueue<Integer> queue = new KeyedQueue<>(
                "test",
                key -> {
                    running.incrementAndGet();
                    go.acquire();
                    running.decrementAndGet();
                    done.incrementAndGet();
                    return Outcome.settled();
                },
                3,
                QUICK,
                timer)) {
            for (int key = 0; key < 9; key++) {
                queue.add(key);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> running.get() == 3);
            assertThat(running).hasValue(3);
            go.release(9);
            await().atMost(Duration.ofSeconds(5)).until(() -> done.get() == 9);
        }
    }

    @Test
    void repeats_a_failing_key_until_it_succeeds() {
        AtomicInteger attempts = new AtomicInteger();
        try (KeyedQueue<String> queue = new KeyedQueue<>(
                "test",
                key -> {
                    if (attempts.incrementAndGet() < 4) {
                        throw new IllegalStateException("not yet");
                    }
                    return Outcome.settled();
                },
                1,
                QUICK,
                timer)) {
            queue.add("a");

            await().atMost(Duration.ofSeconds(5)).until(() -> attempts.get() == 4);
            await().during(Duration.ofMillis(150)).atMost(Duration.ofSeconds(2)).until(() -> attempts.get() == 4);
        }
    }

    @Test
    void of_several_delays_the_shortest_counts() {
        AtomicInteger runs = new AtomicInteger();
        try (KeyedQueue<String> queue = new KeyedQueue<>(
                "test",
                key -> {
                    runs.incrementAndGet();
                    return Outcome.settled();
                },
                1,
                QUICK,
                timer)) {
            queue.addAfter("a", Duration.ofHours(1));
            queue.addAfter("a", Duration.ofMillis(10));
            queue.addAfter("a", Duration.ofHours(2));

            await().atMost(Duration.ofSeconds(5)).until(() -> runs.get() == 1);
        }
    }

    @Test
    void looks_again_when_the_handler_asks() {
        ConcurrentHashMap<String, Integer> runs = new ConcurrentHashMap<>();
        try (KeyedQueue<String> queue = new KeyedQueue<>(
                "test",
                key -> runs.merge(key, 1, Integer::sum) < 3 ? Outcome.again(Duration.ofMillis(5)) : Outcome.settled(),
                1,
                QUICK,
                timer)) {
            queue.add("a");

            await().atMost(Duration.ofSeconds(5)).until(() -> runs.getOrDefault("a", 0) == 3);
        }
    }

    @Test
    void waits_at_the_end_for_what_runs_and_starts_nothing_more() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        KeyedQueue<String> queue = new KeyedQueue<>(
                "test",
                key -> {
                    started.countDown();
                    TimeUnit.MILLISECONDS.sleep(50);
                    finished.incrementAndGet();
                    return Outcome.again(Duration.ofMillis(1));
                },
                1,
                QUICK,
                timer);
        queue.add("a");
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        queue.add("b");

        queue.close();
        queue.add("c");

        assertThat(finished).hasValue(1);
        await().during(Duration.ofMillis(100)).atMost(Duration.ofSeconds(2)).until(() -> finished.get() == 1);
    }
}
