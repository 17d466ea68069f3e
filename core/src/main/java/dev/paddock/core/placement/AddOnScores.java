// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.AddOnPlacementScore;
import dev.paddock.api.ocm.AddOnPlacementScoreStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the scores that an add-on reports for a cluster, by cluster (their namespace) and object name. */
@FunctionalInterface
public interface AddOnScores {

    Optional<AddOnPlacementScoreStatus> find(String cluster, String resourceName);

    static AddOnScores of(Collection<AddOnPlacementScore> objects) {
        record Key(String cluster, String name) {}
        Map<Key, AddOnPlacementScoreStatus> byKey = new HashMap<>();
        for (AddOnPlacementScore score : objects) {
            if (score.getStatus() != null) {
                byKey.put(
                        new Key(
                                score.getMetadata().getNamespace(),
                                score.getMetadata().getName()),
                        score.getStatus());
            }
        }
        return (cluster, name) -> Optional.ofNullable(byKey.get(new Key(cluster, name)));
    }
}
