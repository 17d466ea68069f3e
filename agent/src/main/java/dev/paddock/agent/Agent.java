// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent;

import dev.paddock.agent.queue.Causes;
import dev.paddock.agent.registration.Registration;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent from start to stop: the spoke's side at once and for good, the hub's side for as long as its identity is valid,
 * and a new identity before the old one ends or when the hub no longer knows it.
 */
final class Agent implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Agent.class);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final AgentSettings settings;
    private final Registration registration;
    private final ScheduledThreadPoolExecutor timer;
    private final SpokeSide spoke;
    private final Thread membership;
    private final Semaphore wakeUp = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile boolean rejected;

    private Agent(AgentSettings settings) throws IOException {
        this.settings = settings;
        this.registration = new Registration(
                settings.cluster(), settings.hubBootstrap(), settings.hubKubeconfig(), settings.clock());
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        this.spoke = new SpokeSide(settings, timer);
        this.membership = Thread.ofPlatform().daemon().name("membership").unstarted(this::stayMember);
    }

    static Agent start(AgentSettings settings) throws IOException {
        Agent agent = new Agent(settings);
        agent.membership.start();
        return agent;
    }

    long applyCount() {
        return spoke.applyCount();
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        closing = true;
        membership.interrupt();
        try {
            membership.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        spoke.close();
        timer.shutdownNow();
        ended.countDown();
    }

    private void stayMember() {
        int failures = 0;
        while (!closing) {
            try {
                beMemberOnce();
                failures = 0;
            } catch (InterruptedException stop) {
                return;
            } catch (IOException | RuntimeException failure) {
                failures++;
                log.atWarn()
                        .addKeyValue("cluster", settings.cluster())
                        .log("not on the hub, will try again: {}", Causes.text(failure));
                log.debug("registration", failure);
                // After a failed registration the stored identity is tried again: the hub may have been away, not
                // forgetful.
                rejected = false;
                if (!pause(settings.backOff().delay(failures))) {
                    return;
                }
            }
        }
    }

    private void beMemberOnce() throws IOException, InterruptedException {
        Optional<Config> stored = rejected ? Optional.empty() : registration.stored();
        Config config = stored.isPresent() ? stored.get() : registration.join();
        rejected = false;
        wakeUp.drainPermits();
        try (HubSide hub = new HubSide(settings, spoke, config, timer, this::onUnauthorized)) {
            log.atInfo().addKeyValue("cluster", settings.cluster()).log("working for {}", config.getMasterUrl());
            Instant renewAt =
                    registration.renewAt(config, settings.backOff().random().nextDouble());
            awaitRenewal(renewAt);
            if (!rejected) {
                registration.renew(hub.client());
            }
        }
    }

    private void awaitRenewal(Instant renewAt) throws InterruptedException {
        while (!rejected) {
            Duration left = Duration.between(settings.clock().instant(), renewAt);
            if (!left.isPositive()) {
                return;
            }
            Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
            if (wakeUp.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void onUnauthorized() {
        rejected = true;
        wakeUp.release();
    }

    private static boolean pause(Duration delay) {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }
}
