// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the labels of a WorkloadProfile offer. */
record WorkloadTags(String platform, String version, ProfileName profile, List<String> notes) {

    /** Null when it offers nothing; if it was meant to, {@code notOffered} then says why. */
    static @Nullable WorkloadTags read(WorkloadProfile profile, List<NotOffered> notOffered) {
        TagLabels labels = TagLabels.of(profile);
        if (!labels.meant()) {
            return null;
        }
        Optional<NotOffered> fault = fault(ProfileName.of(profile), labels);
        if (fault.isPresent()) {
            notOffered.add(fault.get());
            return null;
        }
        String version = version(labels).orElseThrow();
        return new WorkloadTags(
                labels.value(Labels.PLATFORM).orElseThrow(), version, ProfileName.of(profile), notes(labels, version));
    }

    private static Optional<NotOffered> fault(ProfileName name, TagLabels labels) {
        if (!labels.marked()) {
            return Optional.of(new NotOffered(name, labels.lackOfMark(), "label it palette.ai: \"true\""));
        }
        if (labels.value(Labels.PLATFORM).isEmpty()) {
            return Optional.of(new NotOffered(
                    name, labels.lack(Labels.PLATFORM), "label it palette.ai/platform: <platform>, such as clearml"));
        }
        if (version(labels).isEmpty()) {
            return Optional.of(new NotOffered(
                    name, labels.lack(Labels.PLATFORM_VERSION), "label it palette.ai/platform-version: <version>"));
        }
        return Optional.empty();
    }

    /** The right spelling wins over the one that existing documents print. */
    private static Optional<String> version(TagLabels labels) {
        return labels.value(Labels.PLATFORM_VERSION).or(() -> labels.value(Labels.PLATFORM_VERSION_MISSPELT));
    }

    private static List<String> notes(TagLabels labels, String version) {
        List<String> notes = new ArrayList<>();
        Optional<String> misspelt = labels.value(Labels.PLATFORM_VERSION_MISSPELT);
        if (misspelt.isPresent() && labels.value(Labels.PLATFORM_VERSION).isEmpty()) {
            notes.add("label palette.ai/plaform-version is misspelt, read as palette.ai/platform-version");
        } else if (misspelt.isPresent() && !misspelt.get().equals(version)) {
            notes.add("label palette.ai/plaform-version: %s is ignored, palette.ai/platform-version: %s wins"
                    .formatted(misspelt.get(), version));
        }
        return notes;
    }

    Offer pairedWith(List<ClusterTags> templates) {
        List<Offer.ClusterChoice> choices = templates.stream()
                .filter(template -> template.platforms().contains(platform))
                .map(ClusterTags::choice)
                .sorted(Comparator.comparing(Offer.ClusterChoice::profile))
                .toList();
        List<String> all = new ArrayList<>(notes);
        if (choices.isEmpty()) {
            all.add("no ClusterProfile is tagged for %s: only mode shared on an existing environment or an own cluster"
                    .formatted(platform));
        }
        return new Offer(platform, version, profile, choices, all);
    }
}
