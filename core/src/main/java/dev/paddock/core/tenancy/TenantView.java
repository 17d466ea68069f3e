// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.palette.Tenant;
import io.fabric8.kubernetes.api.model.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything a decision about a Tenant needs.
 *
 * @param namespace the Tenant's own, {@code tenant-<name>}
 * @param projects the names of its Projects
 */
public record TenantView(
        Tenant tenant, Optional<Namespace> namespace, List<String> projects, LevelReport level, Instant now) {
    public TenantView {
        projects = projects.stream().sorted().toList();
    }
}
