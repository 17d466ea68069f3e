// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.common.GpuUsage;
import dev.paddock.api.common.Reference;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Which platforms of a namespace hold GPUs, so that somebody who lacks some knows whom to ask. */
final class HolderWords {
    private HolderWords() {}

    /** Holders of one family beside the object that asks. */
    static List<String> of(Collection<MLPlatform> platforms, HasMetadata asking, String family) {
        return lines(
                platforms,
                platform -> sameNamespace(platform, asking)
                        && !platform.getMetadata()
                                .getName()
                                .equals(asking.getMetadata().getName())
                        && held(platform).containsKey(family));
    }

    /** Holders that count against a profile: those that name it, and those that name none. */
    static List<String> of(Collection<MLPlatform> platforms, ComputeProfile profile) {
        return lines(platforms, platform -> {
            Reference named = platform.getSpec().computeProfileRef();
            return sameNamespace(platform, profile)
                    && (named == null
                            || named.name().equals(profile.getMetadata().getName()));
        });
    }

    private static List<String> lines(Collection<MLPlatform> platforms, Predicate<MLPlatform> counts) {
        return platforms.stream()
                .filter(counts)
                .map(platform -> Map.entry(platform.getMetadata().getName(), GpuWords.held(held(platform))))
                .filter(holder -> !holder.getValue().isEmpty())
                .map(holder -> "MLPlatform %s: %s".formatted(holder.getKey(), holder.getValue()))
                .sorted()
                .toList();
    }

    private static Map<String, GpuUsage> held(MLPlatform platform) {
        return platform.getStatus() == null ? Map.of() : platform.getStatus().gpu();
    }

    private static boolean sameNamespace(HasMetadata one, HasMetadata other) {
        return Objects.equals(
                one.getMetadata().getNamespace(), other.getMetadata().getNamespace());
    }
}
