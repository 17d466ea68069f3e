// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one owner applied in this process's life and how each object looked to it right after. Not a record of state: a new
 * process applies everything once and fills it again.
 */
public final class AppliedSet {

    /**
     * @param fingerprint empty where only its being there counts, and whose it is
     * @param owner the value of the owner's label; blank where there is none
     */
    private record Mark(String uid, Optional<String> fingerprint, String owner) {

        boolean isOf(Observed live, String fieldManager) {
            return live.uid().equals(uid)
                    && (fingerprint.isPresent() || owner.equals(ownerOf(live)))
                    && fingerprint
                            .filter(print -> !print.equals(live.fingerprint(fieldManager)))
                            .isEmpty();
        }
    }

    private final String fieldManager;
    private final Map<ObjectRef, Mark> marks = new ConcurrentHashMap<>();

    public AppliedSet(String fieldManager) {
        this.fieldManager = fieldManager;
    }

    public void applied(Observed result) {
        marks.put(result.ref(), new Mark(result.uid(), Optional.of(result.fingerprint(fieldManager)), ""));
    }

    /** It is there and that is enough, whatever it says. */
    public void present(Observed found) {
        marks.put(found.ref(), new Mark(found.uid(), Optional.empty(), ownerOf(found)));
    }

    /** What becomes of it from now on is no drift. */
    public void forget(ObjectRef ref) {
        marks.remove(ref);
    }

    private static String ownerOf(Observed live) {
        return live.labels().getOrDefault(OwnerLabels.NAME, "") + " "
                + live.labels().getOrDefault(OwnerLabels.NAMESPACE, "");
    }

    public void retain(Collection<ObjectRef> wanted) {
        marks.keySet().retainAll(wanted);
    }

    /** Objects that are gone, were replaced, or of which somebody changed an owned field. */
    public List<ObjectRef> drifted(KindWatches watches) {
        return marks.entrySet().stream()
                .filter(entry -> watches.get(entry.getKey())
                        .filter(live -> entry.getValue().isOf(live, fieldManager))
                        .isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}
