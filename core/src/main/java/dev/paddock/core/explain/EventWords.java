// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.Comparator;

/** What was last complained about, from the events of an object. */
final class EventWords {
    private EventWords() {}

    static void latestWarning(Standing standing, Surroundings around, Account account) {
        if (standing.ready()) {
            return;
        }
        around.events().stream()
                .filter(event -> "Warning".equals(event.getType()) && concerns(event, standing))
                .max(Comparator.comparing(EventWords::time))
                .ifPresent(event -> account.point(
                        "last warning",
                        "%s: %s%s"
                                .formatted(
                                        event.getReason(),
                                        event.getMessage(),
                                        Span.parse(time(event))
                                                .map(at -> ", " + Span.words(Duration.between(at, standing.now()))
                                                        + " ago")
                                                .orElse(""))));
    }

    private static boolean concerns(Event event, Standing standing) {
        return event.getInvolvedObject() != null
                && standing.name().equals(event.getInvolvedObject().getName())
                && standing.object().getKind().equals(event.getInvolvedObject().getKind());
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        return event.getEventTime() == null ? "" : event.getEventTime().getTime();
    }
}
