// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.palette.ClusterProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What discovery by labels finds: one {@link Offer} for each platform, version and WorkloadProfile, paired with the
 * ClusterProfiles that can make a cluster for it. Looks at labels only; whether a profile works is not its question.
 *
 * @param notOffered what carries some of the labels and is not offered, each with the reason
 */
public record Catalog(List<Offer> offers, List<NotOffered> notOffered) {
    public Catalog {
        offers = List.copyOf(offers);
        notOffered = List.copyOf(notOffered);
    }

    public static Catalog of(Collection<WorkloadProfile> workloads, Collection<ClusterProfile> clusters) {
        List<NotOffered> notOffered = new ArrayList<>();
        List<WorkloadTags> offered = workloads.stream()
                .map(profile -> WorkloadTags.read(profile, notOffered))
                .filter(Objects::nonNull)
                .toList();
        TreeSet<String> platforms = new TreeSet<>();
        offered.forEach(tags -> platforms.add(tags.platform()));
        List<ClusterTags> templates = clusters.stream()
                .map(profile -> ClusterTags.read(profile, platforms, notOffered))
                .filter(Objects::nonNull)
                .toList();
        List<Offer> offers = offered.stream()
                .map(tags -> tags.pairedWith(templates))
                .sorted(Comparator.comparing(Offer::platform)
                        .thenComparing(Offer::version, VersionOrder.NEWEST_FIRST)
                        .thenComparing(Offer::workloadProfile))
                .toList();
        notOffered.sort(Comparator.comparing(NotOffered::profile));
        return new Catalog(offers, notOffered);
    }
}
