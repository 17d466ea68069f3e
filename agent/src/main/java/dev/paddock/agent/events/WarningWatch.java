// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.EventWatch;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.Observed;
import dev.paddock.agent.queue.BackOff;
import dev.paddock.agent.queue.KeyedQueue;
import dev.paddock.agent.queue.Outcome;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Watches the cluster's Warning events and finds out what of the applied they are about: the object itself, or the one that a pod goes
 * back to by its owners. Asks nothing about events of namespaces in which nothing was applied.
 */
public final class WarningWatch implements AutoCloseable {

    private static final int GENERATIONS = 5;
    private static final int REMEMBERED = 2_000;
    private static final int WAITING = 50;
    private static final int UNCLAIMED = 500;

    /** What an event is about, as it names it. */
    private record Subject(String apiVersion, ObjectRef ref) {}

    private final ObjectApi api;
    private final KindWatches watches;
    private final Clock clock;
    private final Consumer<Observed> onWarning;
    private final Warnings warnings = new Warnings();
    private final ConcurrentHashMap<Subject, List<Warning>> waiting = new ConcurrentHashMap<>();
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private final Map<Subject, List<Warning>> unclaimed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, List<Warning>> eldest) {
            return size() > UNCLAIMED;
        }
    };
    private final Map<Subject, ObjectRef> roots = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, ObjectRef> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final KeyedQueue<Subject> queue;
    private final EventWatch watch;

    /** @param onWarning told which applied object there is something new about */
    public WarningWatch(
            KubernetesClient client,
            ObjectApi api,
            KindWatches watches,
            Consumer<Observed> onWarning,
            BackOff backOff,
            ScheduledExecutorService timer,
            Clock clock) {
        this.api = api;
        this.watches = watches;
        this.onWarning = onWarning;
        this.clock = clock;
        this.queue = new KeyedQueue<>("warning", this::attribute, 1, backOff, timer);
        this.watch = new EventWatch(client, this::onEvent);
    }

    public List<Warning> of(ObjectRef root) {
        return warnings.of(root, clock.instant());
    }

    @Override
    public void close() {
        watch.close();
        queue.close();
    }

    private void onEvent(JsonNode event) {
        JsonNode involved = event.path("involvedObject");
        String apiVersion = involved.path("apiVersion").asText("v1");
        ObjectRef ref = new ObjectRef(
                ObjectRef.groupOf(apiVersion),
                involved.path("kind").asText(),
                involved.path("namespace").asText(),
                involved.path("name").asText());
        Instant at = time(event);
        if (at.isBefore(clock.instant().minus(Warnings.KEPT))) {
            return;
        }
        Warning warning = new Warning(
                ref,
                event.path("reason").asText(),
                EventText.of(event.path("message").asText()),
                at);
        Subject subject = new Subject(apiVersion, ref);
        if (!namespaces.contains(ref.namespace())) {
            // After a start events may come before what they are about.
            synchronized (unclaimed) {
                unclaimed.merge(subject, List.of(warning), WarningWatch::newest);
            }
            return;
        }
        waiting.merge(subject, List.of(warning), WarningWatch::newest);
        queue.add(subject);
    }

    /** Something that was applied is there: warnings from its namespace are of interest from now on. */
    public void onObject(Observed applied) {
        String namespace = applied.ref().namespace();
        if (!namespaces.add(namespace)) {
            return;
        }
        Map<Subject, List<Warning>> claimed = new HashMap<>();
        synchronized (unclaimed) {
            unclaimed.forEach((subject, early) -> {
                if (subject.ref().namespace().equals(namespace)) {
                    claimed.put(subject, early);
                }
            });
            unclaimed.keySet().removeAll(claimed.keySet());
        }
        claimed.forEach((subject, early) -> {
            waiting.merge(subject, early, WarningWatch::newest);
            queue.add(subject);
        });
    }

    private static List<Warning> newest(List<Warning> known, List<Warning> more) {
        List<Warning> all = new ArrayList<>(known);
        all.addAll(more);
        return List.copyOf(all.subList(Math.max(0, all.size() - WAITING), all.size()));
    }

    private Outcome attribute(Subject subject) {
        Optional<ObjectRef> root = root(subject);
        List<Warning> fresh = waiting.remove(subject);
        if (root.isPresent() && fresh != null) {
            boolean news = false;
            for (Warning warning : fresh) {
                news |= warnings.add(root.get(), warning);
            }
            if (news) {
                watches.get(root.get()).ifPresent(onWarning);
            }
        }
        return Outcome.settled();
    }

    private Optional<ObjectRef> root(Subject subject) {
        synchronized (roots) {
            ObjectRef known = roots.get(subject);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Subject current = subject;
        for (int generation = 0; generation < GENERATIONS; generation++) {
            if (watches.get(current.ref()).isPresent()) {
                synchronized (roots) {
                    roots.put(subject, current.ref());
                }
                return Optional.of(current.ref());
            }
            Optional<Subject> owner = owner(current);
            if (owner.isEmpty()) {
                return Optional.empty();
            }
            current = owner.get();
        }
        return Optional.empty();
    }

    /** Empty also of what is gone: a warning about it is of no use any more. */
    private Optional<Subject> owner(Subject subject) {
        String namespace = subject.ref().namespace();
        return api.kinds()
                .find(subject.apiVersion(), subject.ref().kind())
                .flatMap(kind -> api.get(kind, namespace, subject.ref().name()))
                .flatMap(live -> live.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                        .findFirst())
                .map(owner -> new Subject(
                        owner.getApiVersion(),
                        new ObjectRef(
                                ObjectRef.groupOf(owner.getApiVersion()),
                                owner.getKind(),
                                namespace,
                                owner.getName())));
    }

    private Instant time(JsonNode event) {
        for (String text : List.of(
                event.path("series").path("lastObservedTime").asText(""),
                event.path("lastTimestamp").asText(""),
                event.path("eventTime").asText(""),
                event.path("metadata").path("creationTimestamp").asText(""))) {
            try {
                if (!text.isEmpty()) {
                    return OffsetDateTime.parse(text).toInstant();
                }
            } catch (DateTimeException unreadable) {
                // The next of them may be a time.
            }
        }
        return clock.instant();
    }
}
