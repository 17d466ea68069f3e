// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest that is known of each object, from watches and from answers to own writes. An answer may come after the watch has
 * already told of the object's end; it does not bring the object back.
 */
final class LiveObjects {
    /** More than can end while one answer is on its way. */
    private static final int REMEMBERED = 4096;

    private final ConcurrentHashMap<ObjectRef, Observed> objects = new ConcurrentHashMap<>();
    private final Set<String> ended =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            }));

    /** Takes in what was seen or written, unless something newer is known; returns the newer of both. */
    Observed learn(Observed fresh) {
        Observed current = objects.compute(fresh.ref(), (ref, known) -> {
            if (ended.contains(fresh.uid())) {
                return known;
            }
            return known == null || known.resourceVersion() <= fresh.resourceVersion() ? fresh : known;
        });
        return current == null ? fresh : current;
    }

    /** Takes in that an object has ended; returns what was last known of it, if it was not known already. */
    Optional<Observed> end(ObjectRef ref, String uid) {
        ended.add(uid);
        Observed last = objects.get(ref);
        if (last == null || !last.uid().equals(uid)) {
            return Optional.empty();
        }
        objects.computeIfPresent(ref, (same, known) -> known.uid().equals(uid) ? null : known);
        return Optional.of(last);
    }

    Optional<Observed> get(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref));
    }

    Collection<Observed> all() {
        return objects.values();
    }

    void forget(ObjectRef ref) {
        objects.remove(ref);
    }

    void forgetKind(String group, String kind) {
        objects.keySet().removeIf(ref -> ref.group().equals(group) && ref.kind().equals(kind));
    }
}
