// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.mural.WorkloadProfileStatus;
import dev.paddock.api.oam.DefinitionRevision;
import java.util.List;

/** What is to become of a profile's revisions. To be carried out in the order of the components; any of it may be repeated. */
public sealed interface RevisionDecision {
    WorkloadProfileStatus status();

    /**
     * The spec is not stored yet.
     *
     * @param leftovers revisions of a namesake that is gone, whose names are needed
     * @param surplus old ones that nobody uses
     */
    record Store(
            List<DefinitionRevision> leftovers,
            DefinitionRevision revision,
            WorkloadProfileStatus status,
            List<DefinitionRevision> surplus)
            implements RevisionDecision {}

    /** The newest revision says what the spec says. */
    record Keep(WorkloadProfileStatus status, List<DefinitionRevision> surplus) implements RevisionDecision {}

    /** It cannot be stored, and the status says why. */
    record Refuse(WorkloadProfileStatus status) implements RevisionDecision {}
}
