// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one owner applied in this process's life and how each object looked to it right after. Not a record of state: a new
 * process applies everything once and fills it again.
 */
public final class AppliedSet {

    private record Mark(String uid, String fingerprint) {}

    private final String fieldManager;
    private final Map<ObjectRef, Mark> marks = new ConcurrentHashMap<>();

    public AppliedSet(String fieldManager) {
        this.fieldManager = fieldManager;
    }

    public void applied(Observed result) {
        marks.put(result.ref(), new Mark(result.uid(), result.fingerprint(fieldManager)));
    }

    public void retain(Collection<ObjectRef> wanted) {
        marks.keySet().retainAll(wanted);
    }

    /** Objects that are gone, were replaced, or of which somebody changed an owned field. */
    public List<ObjectRef> drifted(KindWatches watches) {
        return marks.entrySet().stream()
                .filter(entry -> watches.get(entry.getKey())
                        .filter(live -> live.uid().equals(entry.getValue().uid()))
                        .filter(live -> live.fingerprint(fieldManager)
                                .equals(entry.getValue().fingerprint()))
                        .isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}
