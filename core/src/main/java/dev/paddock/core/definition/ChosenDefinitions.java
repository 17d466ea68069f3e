// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import dev.paddock.core.fault.FieldError;
import java.util.List;

/**
 * What the types of one workload mean.
 *
 * @param definitions those that its types mean, and those that come with Paddock
 * @param stored which revisions of definitions stored on the hub are among them; equal lists, equal definitions
 * @param missing types that nothing defines
 */
public record ChosenDefinitions(Definitions definitions, List<String> stored, List<FieldError> missing) {
    public ChosenDefinitions {
        stored = List.copyOf(stored);
        missing = List.copyOf(missing);
    }

    /** Only what comes with Paddock. */
    public static ChosenDefinitions of(Definitions builtIn) {
        return new ChosenDefinitions(builtIn, List.of(), List.of());
    }

    /** Says which they are, without their contents; blank if none is stored on the hub. */
    public String fingerprint() {
        return stored.isEmpty() && missing.isEmpty() ? "" : "definitions " + stored + missing;
    }
}
