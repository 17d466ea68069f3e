// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.pool;

import dev.paddock.api.common.ClusterSpec;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a provider is asked to make.
 *
 * @param machines the machines chosen for each pool
 */
public record ClusterPlan(String key, ClusterSpec spec, SortedMap<String, List<String>> machines) {
    public ClusterPlan {
        machines = Collections.unmodifiableSortedMap(new TreeMap<>(machines));
    }
}
