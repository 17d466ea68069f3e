// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import java.util.List;

/** Chosen clusters that are rolled out together; the name is empty for clusters that no named group took. */
public record DecisionGroup(int index, String name, List<String> clusters) {
    public DecisionGroup {
        clusters = List.copyOf(clusters);
    }
}
