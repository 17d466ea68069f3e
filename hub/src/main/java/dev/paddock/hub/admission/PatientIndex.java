// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.admission;

import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.admission.ObjectIndex;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An index that gives its caches a moment to catch up before it calls a Tenant, a Project or a ComputeProfile missing.
 * {@code kubectl apply -f DIR} sends a Project and what lives in it within milliseconds, and refusing the second because the
 * first has not come round yet would be wrong every time.
 */
public final class PatientIndex implements ObjectIndex {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Set<Class<?>> AWAITED = Set.of(Tenant.class, Project.class, ComputeProfile.class);

    private final ObjectIndex caches;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();

    public PatientIndex(ObjectIndex caches, Duration patience) {
        this.caches = caches;
        this.patience = patience;
    }

    /** To be called on every change of a Tenant, a Project or a ComputeProfile, after the cache has it. */
    public void changed() {
        lock.lock();
        try {
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String namespace, String name) {
        Optional<T> found = caches.find(kind, namespace, name);
        return found.isPresent() || !AWAITED.contains(kind) ? found : await(kind, namespace, name);
    }

    private <T extends HasMetadata> Optional<T> await(Class<T> kind, String namespace, String name) {
        long left = patience.toNanos();
        lock.lock();
        try {
            Optional<T> found = caches.find(kind, namespace, name);
            while (found.isEmpty() && left > 0) {
                // Also looks again without being told: a listener may run before the cache has the object.
                long slice = Math.min(left, LOOK_AGAIN_NANOS);
                left -= slice - Math.max(0, change.awaitNanos(slice));
                found = caches.find(kind, namespace, name);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind) {
        return caches.list(kind);
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind, String namespace) {
        return caches.list(kind, namespace);
    }
}
