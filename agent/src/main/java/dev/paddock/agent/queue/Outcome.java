// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.queue;

import java.time.Duration;

/** What a handler wants next for its key; a failure is an exception, not an outcome. */
public sealed interface Outcome {

    /** Nothing until somebody adds the key again. */
    record Settled() implements Outcome {}

    /** Look again after a while, unless the key is added earlier. */
    record Again(Duration after) implements Outcome {}

    static Outcome settled() {
        return new Settled();
    }

    static Outcome again(Duration after) {
        return new Again(after);
    }
}
