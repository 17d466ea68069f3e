// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.events;

import dev.paddock.agent.kube.ObjectRef;
import java.time.Instant;

/** A Warning event as far as it is told. */
public record Warning(ObjectRef about, String reason, String message, Instant at) {

    /** Without times and counts: these change while nothing else does. */
    public String sentence() {
        return "%s of %s %s: %s".formatted(reason, about.kind(), about.name(), message);
    }
}
