// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a handler per key: never twice at once for the same key, at most {@code parallelism} keys at once, again when the key
 * was added meanwhile, and after a growing delay when the handler failed. Handlers are level-triggered: a key says that
 * something may have changed, never what. Keeps nothing about a key that is at rest.
 */
public final class KeyedQueue<K> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeyedQueue.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** Brings one key nearer to what it should be. */
    @FunctionalInterface
    public interface Handler<K> {
        Outcome handle(K key) throws Exception;
    }

    private final String name;
    private final Handler<K> handler;
    private final int parallelism;
    private final BackOff backOff;
    private final ScheduledExecutorService timer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Set<K> ready = new LinkedHashSet<>();
    private final Set<K> running = new HashSet<>();
    private final Map<K, Pending> pending = new HashMap<>();
    private final Map<K, Integer> failures = new HashMap<>();
    private boolean closed;

    private record Pending(long dueNanos, ScheduledFuture<?> future) {}

    public KeyedQueue(
            String name, Handler<K> handler, int parallelism, BackOff backOff, ScheduledExecutorService timer) {
        this.name = name;
        this.handler = handler;
        this.parallelism = parallelism;
        this.backOff = backOff;
        this.timer = timer;
    }

    /** Runs the key as soon as there is room; a key that waits already is not added twice. */
    public void add(K key) {
        lock.lock();
        try {
            if (!closed) {
                cancelPending(key);
                ready.add(key);
                dispatch();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds the key after a while; of several delays for a key the shortest counts. */
    public void addAfter(K key, Duration delay) {
        lock.lock();
        try {
            if (closed || ready.contains(key)) {
                return;
            }
            long due = System.nanoTime() + delay.toNanos();
            Pending earlier = pending.get(key);
            if (earlier != null && earlier.dueNanos() - due <= 0) {
                return;
            }
            cancelPending(key);
            pending.put(key, new Pending(due, timer.schedule(() -> add(key), delay.toNanos(), TimeUnit.NANOSECONDS)));
        } catch (RejectedExecutionException shuttingDown) {
            log.debug("{}: not scheduling {} during shutdown", name, key, shuttingDown);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more keys and waits a bounded time for those being handled. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            pending.values().forEach(waiting -> waiting.future().cancel(false));
            pending.clear();
            long left = DRAIN.toNanos();
            while (!running.isEmpty() && left > 0) {
                left = idle.awaitNanos(left);
            }
            if (!running.isEmpty()) {
                log.atWarn().addKeyValue("queue", name).log("still running at shutdown: {}", running);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void cancelPending(K key) {
        Pending waiting = pending.remove(key);
        if (waiting != null) {
            waiting.future().cancel(false);
        }
    }

    private void dispatch() {
        var keys = ready.iterator();
        while (running.size() < parallelism && keys.hasNext()) {
            K key = keys.next();
            if (running.add(key)) {
                keys.remove();
                Thread.ofPlatform().daemon().name(name + "/" + key).start(() -> run(key));
            }
        }
    }

    private void run(K key) {
        Outcome outcome = null;
        try {
            outcome = handler.handle(key);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            complain(key, failure);
        } finally {
            finish(key, outcome);
        }
    }

    private void finish(K key, @Nullable Outcome outcome) {
        lock.lock();
        try {
            running.remove(key);
            if (!closed) {
                scheduleNext(key, outcome);
                dispatch();
            }
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void scheduleNext(K key, @Nullable Outcome outcome) {
        switch (outcome) {
            case null -> addAfter(key, backOff.delay(failures.merge(key, 1, Integer::sum)));
            case Outcome.Settled settled -> failures.remove(key);
            case Outcome.Again again -> {
                failures.remove(key);
                addAfter(key, again.after());
            }
        }
    }

    /** The first failure and then ever rarer ones: an outage of an hour is not worth a thousand lines. */
    private void complain(K key, Exception failure) {
        int before;
        lock.lock();
        try {
            before = failures.getOrDefault(key, 0);
        } finally {
            lock.unlock();
        }
        if (Integer.bitCount(before + 1) == 1) {
            log.atWarn()
                    .addKeyValue("queue", name)
                    .addKeyValue("key", key)
                    .addKeyValue("failures", before + 1)
                    .log("will be retried: {}", Causes.text(failure));
        }
        log.debug("{} {}", name, key, failure);
    }
}
