// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Paths that a rule is for.
 *
 * @param exact that path only; else also all below it
 * @param value begins with a slash and, but for the root, does not end in one where it is a prefix
 */
record PathPattern(boolean exact, String value) {

    static final PathPattern ALL = new PathPattern(false, "/");

    /** What RFC 3986 allows in a path, without the quote in which a configuration encloses it. */
    private static final Pattern SAFE = Pattern.compile("/[A-Za-z0-9/_.~!$&()*+,;=:@%-]{0,1000}");

    /** Empty if that is not a path that a configuration may hold. */
    static Optional<PathPattern> parse(boolean exact, String value) {
        if (!SAFE.matcher(value).matches()) {
            return Optional.empty();
        }
        boolean shorten = !exact && value.length() > 1 && value.endsWith("/");
        return Optional.of(new PathPattern(exact, shorten ? value.substring(0, value.length() - 1) : value));
    }

    boolean all() {
        return !exact && value.equals("/");
    }
}
