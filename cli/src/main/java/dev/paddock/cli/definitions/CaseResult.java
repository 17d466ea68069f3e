// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import java.util.List;

/** What became of one test. */
sealed interface CaseResult {

    record Passed() implements CaseResult {}

    /** What was expected is written anew. */
    record Updated() implements CaseResult {}

    /** @param differences one line each */
    record Failed(List<String> differences) implements CaseResult {
        public Failed {
            differences = List.copyOf(differences);
        }
    }
}
