// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.core.fault.Suggestion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;

/** A name that refers to nothing is most often a slip; says which name was probably meant. */
final class NameWords {
    private NameWords() {}

    static void tell(Account account, String name, Collection<? extends HasMetadata> known) {
        String hint = Suggestion.text(name, Surroundings.names(known));
        if (!hint.isEmpty()) {
            account.point("names", "\"" + name + "\" does not exist" + hint);
        }
    }
}
