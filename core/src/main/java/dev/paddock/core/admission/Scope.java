// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.core.quota.Tenancy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Project and the Tenant a namespace belongs to, and so what its objects may name.
 *
 * @param tenant its name; known also in the Tenant's own namespace, where there is no Project
 */
record Scope(String namespace, Optional<Project> project, Optional<String> tenant) {
    static Scope of(String namespace, ObjectIndex objects) {
        if (namespace.isEmpty() || namespace.equals(Namespaces.SYSTEM)) {
            return new Scope(namespace, Optional.empty(), Optional.empty());
        }
        if (namespace.startsWith(Namespaces.TENANT_PREFIX)) {
            String tenant = namespace.substring(Namespaces.TENANT_PREFIX.length());
            return new Scope(namespace, Optional.empty(), Optional.of(tenant));
        }
        Optional<Project> project = objects.find(Project.class, namespace, namespace);
        return new Scope(
                namespace,
                project,
                project.map(found -> found.getSpec().tenantRef().name()));
    }

    /** Where a reference may lead: the own, the Tenant's and the system namespace. */
    List<String> reachable() {
        return Stream.of(Optional.of(namespace), tenant.map(Namespaces::ofTenant), Optional.of(Namespaces.SYSTEM))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** {@code project-a, tenant-acme or mural-system}. */
    static String alternatives(List<String> namespaces) {
        int last = namespaces.size() - 1;
        return last == 0
                ? namespaces.getFirst()
                : String.join(", ", namespaces.subList(0, last)) + " or " + namespaces.get(last);
    }

    /** The levels and profiles that count here; a profile named by the object or the Project is looked up for itself. */
    Tenancy tenancy(ObjectIndex objects, @Nullable Reference own) {
        Map<String, ComputeProfile> profiles = new LinkedHashMap<>();
        Reference named = own != null
                ? own
                : project.map(p -> p.getSpec().computeProfileRef()).orElse(null);
        if (named != null) {
            objects.find(ComputeProfile.class, named.namespaceOr(namespace), named.name())
                    .ifPresent(found -> profiles.put(key(found), found));
        }
        List<String> reachable = reachable();
        for (ComputeProfile profile : objects.list(ComputeProfile.class)) {
            if (reachable.contains(profile.getMetadata().getNamespace())) {
                profiles.putIfAbsent(key(profile), profile);
            }
        }
        return new Tenancy(
                namespace,
                project,
                tenant.flatMap(name -> objects.find(Tenant.class, "", name)),
                new ArrayList<>(profiles.values()));
    }

    private static String key(ComputeProfile profile) {
        return profile.getMetadata().getNamespace() + "/"
                + profile.getMetadata().getName();
    }
}
