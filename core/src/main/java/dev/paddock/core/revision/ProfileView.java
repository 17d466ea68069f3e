// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.revision;

import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.DefinitionRevision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a decision about a profile's revisions reads.
 *
 * @param stored every revision with the profile's label, asked of the API server: a cache may lack the one made a moment ago
 * @param used the versions that deployments and platforms are on or ask for
 * @param versioningType as the installation sets it
 */
public record ProfileView(
        WorkloadProfile profile,
        List<DefinitionRevision> stored,
        Set<String> used,
        Optional<String> versioningType,
        Instant now) {
    public ProfileView {
        stored = List.copyOf(stored);
        used = Set.copyOf(used);
    }
}
