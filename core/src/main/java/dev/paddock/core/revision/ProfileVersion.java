// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.mural.WorkloadProfileSpec.RevisionBump;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of a profile: {@code v3} or {@code v1.4.0}. Of both kinds in one history {@code v3} counts as {@code v3.0.0}, so that versions
 * go on rising when the installation starts to count otherwise.
 */
public record ProfileVersion(int major, int minor, int patch, VersioningType type)
        implements Comparable<ProfileVersion> {
    private static final Pattern FORM = Pattern.compile("v([0-9]{1,9})(?:\\.([0-9]{1,9})\\.([0-9]{1,9}))?");
    private static final Comparator<ProfileVersion> ORDER = Comparator.comparingInt(ProfileVersion::major)
            .thenComparingInt(ProfileVersion::minor)
            .thenComparingInt(ProfileVersion::patch)
            .thenComparing(ProfileVersion::type);

    public static Optional<ProfileVersion> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(parts.group(1));
        return Optional.of(
                parts.group(2) == null
                        ? new ProfileVersion(major, 0, 0, VersioningType.BASIC)
                        : new ProfileVersion(
                                major,
                                Integer.parseInt(parts.group(2)),
                                Integer.parseInt(parts.group(3)),
                                VersioningType.SEMANTIC));
    }

    /**
     * The version after {@code newest}.
     *
     * @param bump which part of a semantic version rises; the patch if none is named
     */
    public static ProfileVersion after(
            Optional<ProfileVersion> newest, VersioningType type, @Nullable RevisionBump bump) {
        if (type == VersioningType.BASIC) {
            return new ProfileVersion(newest.map(last -> last.major() + 1).orElse(0), 0, 0, type);
        }
        ProfileVersion last = newest.orElse(new ProfileVersion(0, 0, 0, type));
        return switch (bump) {
            case MAJOR -> new ProfileVersion(last.major() + 1, 0, 0, type);
            case MINOR -> new ProfileVersion(last.major(), last.minor() + 1, 0, type);
            case null -> new ProfileVersion(last.major(), last.minor(), last.patch() + 1, type);
        };
    }

    @Override
    public int compareTo(ProfileVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return type == VersioningType.BASIC ? "v" + major : "v" + major + "." + minor + "." + patch;
    }
}
