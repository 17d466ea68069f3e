// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.events;

import java.util.regex.Pattern;

/** The text of an event, short enough for a status and without what looks like a credential: whoever reads a status may see it. */
final class EventText {

    private static final int LONGEST = 240;
    private static final String HIDDEN = "***";

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@\"']+@");
    private static final Pattern QUERY = Pattern.compile("(?<=[\\w/])\\?[^\\s\"']*=[^\\s\"']*");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{8,}");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\\w.-]*(?:password|passwd|secret[-_]?key|access[-_]?key|api[-_]?key|token|credential)[\\w.-]*\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;]+)");
    private static final Pattern JWT = Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private EventText() {}

    static String of(String message) {
        String text = message.replaceAll("\\s+", " ").strip();
        text = USER_INFO.matcher(text).replaceAll(HIDDEN + "@");
        text = QUERY.matcher(text).replaceAll("?" + HIDDEN);
        text = BEARER.matcher(text).replaceAll("$1 " + HIDDEN);
        text = JWT.matcher(text).replaceAll(HIDDEN);
        text = NAMED.matcher(text).replaceAll("$1" + HIDDEN);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
