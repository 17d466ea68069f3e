// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.common.NameReference;
import dev.paddock.api.common.Reference;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.ComputeProfileSpec;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.ProjectSpec;
import dev.paddock.api.palette.Tenant;
import dev.paddock.api.palette.TenantSpec;
import dev.paddock.core.quota.GpuAmount;
import dev.paddock.core.quota.LedgerEntry;
import dev.paddock.core.quota.Level;
import dev.paddock.core.quota.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects these tests are about: Tenant acme, Project project-a, ComputeProfile edge. */
final class Objects {
    static final String A100 = "NVIDIA-A100";
    static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");

    private Objects() {}

    static Tenant tenant(boolean cleanupNamespace, Map<String, Long> limits) {
        Tenant tenant = new Tenant();
        tenant.setMetadata(metadata("acme", null));
        tenant.setSpec(new TenantSpec(null, null, null, null, limits, List.of(), null, cleanupNamespace));
        return tenant;
    }

    static Project project(Reference profile) {
        Project project = new Project();
        project.setMetadata(metadata("project-a", "project-a"));
        project.setSpec(new ProjectSpec(
                null,
                new NameReference("acme"),
                null,
                profile,
                null,
                Map.of(),
                null,
                null,
                null,
                List.of(),
                null,
                null));
        return project;
    }

    static ComputeProfile profile(String name, Map<String, Long> limits) {
        ComputeProfile profile = new ComputeProfile();
        profile.setMetadata(metadata(name, "project-a"));
        profile.setSpec(new ComputeProfileSpec(limits, null, null, null, null, List.of()));
        return profile;
    }

    static <T extends HasMetadata> T named(T object, String name) {
        object.setMetadata(metadata(name, "project-a"));
        return object;
    }

    static <T extends HasMetadata> T going(T object) {
        object.getMetadata().setDeletionTimestamp(NOW.toString());
        return object;
    }

    static LedgerEntry held(Level level, int gpus, int used) {
        return LedgerEntry.reserved(
                        new Owner("uid", "MLPlatform", "project-a", "clearml"),
                        A100,
                        GpuAmount.ofGpus(gpus),
                        Set.of(level.key()))
                .withUsed(GpuAmount.ofGpus(used));
    }

    private static ObjectMeta metadata(String name, @Nullable String namespace) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withGeneration(2L)
                .build();
    }
}
