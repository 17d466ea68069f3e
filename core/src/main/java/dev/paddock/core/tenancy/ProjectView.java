// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.palette.Project;
import dev.paddock.core.quota.Tenancy;
import java.time.Instant;
import java.util.List;

/**
 * Everything a decision about a Project needs.
 *
 * @param reachable the namespaces its references may point to
 */
public record ProjectView(
        Project project,
        Tenancy tenancy,
        List<String> reachable,
        ProjectContents contents,
        LevelReport level,
        Instant now) {
    public ProjectView {
        reachable = List.copyOf(reachable);
    }
}
