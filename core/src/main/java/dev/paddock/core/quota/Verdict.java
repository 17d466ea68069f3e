// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.util.List;

/** The outcome of a request. */
public sealed interface Verdict {
    /** Held from now on; make it durable before acting on it. */
    record Granted(List<LedgerEntry> entries) implements Verdict {
        public Granted {
            entries = List.copyOf(entries);
        }
    }

    /** Nothing changed; one refusal for each family and level that does not fit. */
    record Refused(List<Refusal> refusals) implements Verdict {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
