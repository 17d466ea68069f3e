// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.quota;

import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.quota.Tenancy;
import dev.paddock.hub.cache.HubCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the Project, the Tenant and the ComputeProfiles of a namespace. */
public final class TenancyLookup {
    private final HubCache cache;

    public TenancyLookup(HubCache cache) {
        this.cache = cache;
    }

    public Tenancy of(String namespace) {
        Optional<Project> project = cache.find(Project.class, namespace, namespace);
        Optional<Tenant> tenant = project.flatMap(found ->
                cache.find(Tenant.class, "", found.getSpec().tenantRef().name()));
        List<ComputeProfile> profiles = new ArrayList<>(cache.list(ComputeProfile.class, namespace));
        tenant.ifPresent(found -> profiles.addAll(cache.list(
                ComputeProfile.class, Namespaces.ofTenant(found.getMetadata().getName()))));
        profiles.addAll(cache.list(ComputeProfile.class, Namespaces.SYSTEM));
        return new Tenancy(namespace, project, tenant, profiles);
    }

    /** The namespaces whose objects one in this namespace may use: its own, the Tenant's, the system's. */
    public List<String> reachable(String namespace) {
        List<String> namespaces = new ArrayList<>(List.of(namespace));
        of(namespace)
                .tenant()
                .ifPresent(tenant ->
                        namespaces.add(Namespaces.ofTenant(tenant.getMetadata().getName())));
        namespaces.add(Namespaces.SYSTEM);
        return namespaces;
    }
}
