// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.artifact;

import dev.paddock.core.artifact.RetiredArtifacts.Retention;
import java.time.Duration;
import java.util.Map;

/** How long artifacts stay that nothing refers to, from {@code mural-system/paddock-config}. */
final class RetentionSettings {
    private static final String DAYS = "artifactRetentionDays";
    private static final String HISTORY = "artifactHistory";
    private static final int DEFAULT_DAYS = 30;
    private static final int DEFAULT_HISTORY = 3;

    private RetentionSettings() {}

    /** A value that is no number keeps the default: artifacts are rather kept too long than gone too early. */
    static Retention of(Map<String, String> settings) {
        return new Retention(
                Duration.ofDays(number(settings, DAYS, DEFAULT_DAYS)), number(settings, HISTORY, DEFAULT_HISTORY));
    }

    private static int number(Map<String, String> settings, String key, int otherwise) {
        String text = settings.getOrDefault(key, "").strip();
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : otherwise;
    }
}
