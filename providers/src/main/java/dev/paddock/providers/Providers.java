// SPDX-License-Identifier: Apache-2.0
package dev.paddock.providers;

import dev.paddock.api.common.ClusterSpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The providers this hub has. Which one serves a cluster follows from {@code providerRef}, else from {@code cloud}. */
public record Providers(List<ClusterProvider> all) {
    public Providers {
        all = List.copyOf(all);
    }

    /** The provider of a cluster; empty if none of that name or cloud is configured. */
    public Optional<ClusterProvider> of(ClusterSpec cluster) {
        String wanted =
                cluster.providerRef() == null ? null : cluster.providerRef().name();
        Optional<ClusterProvider> named =
                all.stream().filter(provider -> provider.name().equals(wanted)).findFirst();
        String cloud = cluster.cloudName();
        return named.or(() -> all.stream()
                .filter(provider -> cloud != null && provider.clouds().contains(cloud))
                .findFirst());
    }

    /** Why {@link #of} is empty, and what would help. */
    public String missing(ClusterSpec cluster) {
        return "no provider serves cloud \"%s\"; this hub has: %s"
                .formatted(
                        cluster.cloudName(),
                        all.stream()
                                .map(ClusterProvider::clouds)
                                .flatMap(Collection::stream)
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }
}
