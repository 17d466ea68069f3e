// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A place in a template's text that names {@code context}.
 *
 * @param field of it; empty where it stands as a whole, or with a name that is only known later
 * @param inner field of that field, where there is one
 */
public record ContextUse(Optional<String> field, Optional<String> inner) {

    /** The word, unless it is part of a longer one or a field of something else; then up to two fields of it. */
    private static final Pattern USE = Pattern.compile("(?<![\\w$#.])context(?![\\w$])"
            + "(?:\\s*\\.\\s*([A-Za-z_$][\\w$]*))?(?:\\s*\\.\\s*([A-Za-z_$][\\w$]*))?");

    /** All of them, also those in comments: a line that looks like one may be part of a text. */
    public static Stream<ContextUse> in(String template) {
        return USE.matcher(template).results().map(ContextUse::of);
    }

    private static ContextUse of(MatchResult match) {
        return new ContextUse(Optional.ofNullable(match.group(1)), Optional.ofNullable(match.group(2)));
    }
}
