// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import dev.paddock.api.meta.Labels;
import dev.paddock.core.fault.Suggestion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The labels of one profile, asked the way discovery asks: is it tagged at all, and is a missing tag only misspelt? */
record TagLabels(Map<String, String> labels) {
    private static final List<String> TAGS = List.of(Labels.PALETTE, Labels.PLATFORM, Labels.PLATFORM_VERSION);
    private static final String PREFIX = Labels.PALETTE + "/";

    static TagLabels of(HasMetadata profile) {
        Map<String, String> labels = profile.getMetadata().getLabels();
        return new TagLabels(new TreeMap<>(labels == null ? Map.of() : labels));
    }

    /** The value, empty when the label is missing or says nothing. */
    Optional<String> value(String key) {
        return Optional.ofNullable(labels.get(key)).filter(value -> !value.isBlank());
    }

    boolean marked() {
        return "true".equals(labels.get(Labels.PALETTE));
    }

    /** Whether somebody meant this profile to be discovered: a tag, or what a tag misspelt looks like. */
    boolean meant() {
        return TAGS.stream().anyMatch(labels::containsKey)
                || labels.containsKey(Labels.PLATFORM_VERSION_MISSPELT)
                || TAGS.stream().anyMatch(tag -> misspelling(tag).isPresent());
    }

    /** A label that is not known and nearly the wanted one. */
    Optional<String> misspelling(String tag) {
        return labels.keySet().stream()
                .filter(key -> !TAGS.contains(key) && !key.equals(Labels.PLATFORM_VERSION_MISSPELT))
                .filter(key -> key.startsWith(PREFIX) == tag.startsWith(PREFIX))
                .filter(key -> Suggestion.nearest(key, TAGS).contains(tag))
                .findFirst();
    }

    /** Why a tag is missing, for a profile that needs it. */
    String lack(String tag) {
        return misspelling(tag)
                .map(near -> "label %s is misspelt: %s is meant".formatted(near, tag))
                .orElse(
                        labels.containsKey(tag)
                                ? "label %s is empty".formatted(tag)
                                : "label %s is missing".formatted(tag));
    }

    /** Why {@code palette.ai: "true"} does not hold. */
    String lackOfMark() {
        String value = labels.get(Labels.PALETTE);
        return value == null || value.isBlank()
                ? lack(Labels.PALETTE)
                : "label %s is \"%s\", only \"true\" counts".formatted(Labels.PALETTE, value);
    }
}
