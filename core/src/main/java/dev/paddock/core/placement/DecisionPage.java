// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import dev.paddock.api.ocm.PlacementStatus.DecisionGroupStatus;
import java.util.ArrayList;
import java.util.List;

/** One PlacementDecision: a part of a group of at most a hundred clusters, so that no object grows without bound. */
public record DecisionPage(String name, DecisionGroup group, List<String> clusters) {
    private static final int MAX_CLUSTERS = 100;

    public DecisionPage {
        clusters = List.copyOf(clusters);
    }

    /** An empty group still has a page, so that readers can tell "nothing chosen" from "not decided yet". */
    public static List<DecisionPage> of(String placement, List<DecisionGroup> groups) {
        List<DecisionPage> pages = new ArrayList<>();
        for (DecisionGroup group : groups) {
            int from = 0;
            do {
                int to = Math.min(group.clusters().size(), from + MAX_CLUSTERS);
                String name = placement + "-decision-" + (pages.size() + 1);
                pages.add(new DecisionPage(name, group, group.clusters().subList(from, to)));
                from = to;
            } while (from < group.clusters().size());
        }
        return List.copyOf(pages);
    }

    /** What the Placement's status says about each group and its pages. */
    public static List<DecisionGroupStatus> statuses(List<DecisionPage> pages) {
        return pages.stream()
                .map(DecisionPage::group)
                .distinct()
                .map(group -> new DecisionGroupStatus(
                        group.index(),
                        group.name(),
                        pages.stream()
                                .filter(page -> page.group().equals(group))
                                .map(DecisionPage::name)
                                .toList(),
                        group.clusters().size()))
                .toList();
    }
}
