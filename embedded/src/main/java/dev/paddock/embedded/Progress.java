// SPDX-License-Identifier: Apache-2.0
package dev.paddock.embedded;

import java.time.Duration;

/** Told what is being built, started or removed. Called from several threads; an implementation must be quick and must not throw. */
@FunctionalInterface
public interface Progress {
    void report(Event event);

    static Progress silent() {
        return event -> {};
    }

    /**
     * @param subject what it is about, stable over its life: {@code spoke-1/kube-apiserver}, {@code binaries}
     * @param detail one short sentence, or empty
     * @param elapsed since work on this subject began
     */
    record Event(String subject, State state, String detail, Duration elapsed) {}

    enum State {
        WAITING,
        BUILDING,
        STARTING,
        READY,
        STOPPING,
        STOPPED,
        REMOVED,
        FAILED
    }
}
