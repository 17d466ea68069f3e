// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.ClusterProfileSpec;
import dev.paddock.core.fault.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The platforms a ClusterProfile is tagged for: by {@code palette.ai/platform}, or by a label whose key is the name. */
record ClusterTags(Set<String> platforms, Offer.ClusterChoice choice) {

    /** Null when it can serve no offered platform; if it was meant to, {@code notOffered} then says why. */
    static @Nullable ClusterTags read(ClusterProfile profile, Set<String> offered, List<NotOffered> notOffered) {
        TagLabels labels = TagLabels.of(profile);
        if (!labels.meant()) {
            return null;
        }
        ProfileName name = ProfileName.of(profile);
        Set<String> named = new TreeSet<>(offered);
        named.retainAll(labels.labels().keySet());
        labels.value(Labels.PLATFORM).filter(offered::contains).ifPresent(named::add);
        Optional<NotOffered> fault = fault(name, profile.getSpec(), labels, named, offered);
        if (fault.isPresent()) {
            notOffered.add(fault.get());
            return null;
        }
        return new ClusterTags(
                named,
                new Offer.ClusterChoice(
                        name, profile.getSpec().cloud(), profile.getSpec().version()));
    }

    private static Optional<NotOffered> fault(
            ProfileName name, ClusterProfileSpec spec, TagLabels labels, Set<String> named, Set<String> offered) {
        if (!labels.marked()) {
            return Optional.of(new NotOffered(name, labels.lackOfMark(), "label it palette.ai: \"true\""));
        }
        if (spec.type() == ClusterProfileSpec.Type.ADD_ON) {
            return Optional.of(new NotOffered(
                    name, "type AddOn cannot make a cluster", "tag a ClusterProfile of type Infrastructure or Full"));
        }
        if (!named.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> platform = labels.value(Labels.PLATFORM);
        if (platform.isPresent()) {
            return Optional.of(new NotOffered(
                    name,
                    "no WorkloadProfile offers platform \"%s\"%s"
                            .formatted(platform.get(), Suggestion.text(platform.get(), offered)),
                    "apply a WorkloadProfile labelled palette.ai/platform: " + platform.get()));
        }
        return Optional.of(nameless(name, labels, offered));
    }

    /** No platform label, and no key is an offered platform: the nearest slip of the fingers is the best guess. */
    private static NotOffered nameless(ProfileName name, TagLabels labels, Set<String> offered) {
        String remedy = "label it palette.ai/platform: <platform>, or with the platform as key";
        Optional<String> slip = labels.labels().keySet().stream()
                .filter(key -> !key.contains("/"))
                .filter(key -> !Suggestion.nearest(key, offered).isEmpty())
                .findFirst();
        if (slip.isPresent()) {
            return new NotOffered(
                    name,
                    "label %s names no platform%s".formatted(slip.get(), Suggestion.text(slip.get(), offered)),
                    remedy);
        }
        return labels.misspelling(Labels.PLATFORM).isPresent()
                ? new NotOffered(name, labels.lack(Labels.PLATFORM), remedy)
                : new NotOffered(
                        name,
                        offered.isEmpty()
                                ? "no WorkloadProfile offers any platform"
                                : "none of its labels names a platform that is offered (%s)"
                                        .formatted(String.join(", ", offered)),
                        remedy);
    }
}
