// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import java.util.List;

/**
 * One platform in one version.
 *
 * @param clusterProfiles what can make a new cluster for it; without any, only existing clusters can take it
 * @param notes what is odd about its labels, and what it cannot do for want of a ClusterProfile
 */
public record Offer(
        String platform,
        String version,
        ProfileName workloadProfile,
        List<ClusterChoice> clusterProfiles,
        List<String> notes) {
    public Offer {
        clusterProfiles = List.copyOf(clusterProfiles);
        notes = List.copyOf(notes);
    }

    /** Whether {@code spec.cluster} may ask for a new cluster, dedicated or shared. */
    public boolean newClusterPossible() {
        return !clusterProfiles.isEmpty();
    }

    /** A ClusterProfile that fits the platform. */
    public record ClusterChoice(ProfileName profile, String cloud, String version) {}
}
