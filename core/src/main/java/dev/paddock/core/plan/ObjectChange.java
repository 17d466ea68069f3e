// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.plan;

import dev.paddock.core.revision.RevisionDiff;
import java.util.List;

/**
 * What becomes of one object.
 *
 * @param object kind, namespace and name, as in {@code Deployment team/web}
 * @param fields only of an object that changes
 */
public record ObjectChange(Action action, String object, List<RevisionDiff.Change> fields) {

    public ObjectChange {
        fields = List.copyOf(fields);
    }

    /** The word is what a plan says. */
    public enum Action {
        create,
        change,
        delete,
        unchanged
    }

    public boolean differs() {
        return action != Action.unchanged;
    }
}
