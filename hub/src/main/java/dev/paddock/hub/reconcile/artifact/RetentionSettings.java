// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.artifact;

import dev.paddock.core.artifact.RetiredArtifacts.Retention;
import dev.paddock.core.fault.FieldError;
import java.time.Duration;
import java.util.Map;

/** How long artifacts stay that nothing refers to, from {@code mural-system/paddock-config}. */
final class RetentionSettings {
    private static final String DAYS = "artifactRetentionDays";
    private static final String HISTORY = "artifactHistory";
    private static final int DEFAULT_DAYS = 30;
    private static final int DEFAULT_HISTORY = 3;

    private RetentionSettings() {}

    /** @throws IllegalArgumentException when a value is no number: what somebody wanted to keep longer must not go by the default */
    static Retention of(Map<String, String> settings) {
        return new Retention(
                Duration.ofDays(number(settings, DAYS, DEFAULT_DAYS)), number(settings, HISTORY, DEFAULT_HISTORY));
    }

    private static int number(Map<String, String> settings, String key, int otherwise) {
        String text = settings.getOrDefault(key, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    FieldError.invalid("data." + key, text, "must be a whole number from 0 to 99999")
                            .toString());
        }
        return Integer.parseInt(text);
    }
}
