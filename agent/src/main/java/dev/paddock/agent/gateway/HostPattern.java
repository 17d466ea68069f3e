// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host names that a listener or a route is for: one name, all names below one, or all.
 *
 * @param text a name, {@code *.} and a name, or empty for all
 */
record HostPattern(String text) {

    static final HostPattern ANY = new HostPattern("");

    private static final int LONGEST = 253;
    private static final Pattern NAME =
            Pattern.compile("(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /** Empty if that is not a host name that a configuration may hold. */
    static Optional<HostPattern> parse(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches()
                ? Optional.of(new HostPattern(text))
                : Optional.empty();
    }

    boolean any() {
        return text.isEmpty();
    }

    boolean wildcard() {
        return text.startsWith("*.");
    }

    /** What every name below the wildcard ends in, with the dot. */
    String suffix() {
        return text.substring(1);
    }

    /** The names that both are for. */
    Optional<HostPattern> and(HostPattern other) {
        if (covers(other)) {
            return Optional.of(other);
        }
        return other.covers(this) ? Optional.of(this) : Optional.empty();
    }

    private boolean covers(HostPattern other) {
        if (any() || equals(other)) {
            return true;
        }
        return wildcard() && other.text.endsWith(suffix());
    }
}
