// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import dev.paddock.api.common.Reference;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Project of a namespace with its Tenant and the ComputeProfiles in reach, and so the levels at which its objects
 * count. Which profile applies to an object is api.md 3.2.
 *
 * @param namespace the namespace the objects live in
 * @param profiles every ComputeProfile of the namespace, of the Tenant's and of the system namespace
 */
public record Tenancy(
        String namespace, Optional<Project> project, Optional<Tenant> tenant, List<ComputeProfile> profiles) {
    public Tenancy {
        profiles = List.copyOf(profiles);
    }

    /** The profile that applies to an object, or why there is none. */
    public sealed interface Choice {
        record Chosen(ComputeProfile profile) implements Choice {}

        /** No profile anywhere: the level does not exist. */
        record NoProfile() implements Choice {}

        record Missing(String namespace, String name) implements Choice {}

        /** Several profiles and nothing says which; the text is the field error's. */
        record Ambiguous(String detail) implements Choice {}
    }

    public Choice choose(@Nullable Reference own) {
        if (own != null) {
            return named(own);
        }
        Reference projects =
                project.map(found -> found.getSpec().computeProfileRef()).orElse(null);
        if (projects != null) {
            return named(projects);
        }
        List<ComputeProfile> here = profiles.stream()
                .filter(profile -> namespace.equals(profile.getMetadata().getNamespace()))
                .toList();
        return switch (here.size()) {
            case 0 -> new Choice.NoProfile();
            case 1 -> new Choice.Chosen(here.getFirst());
            default ->
                new Choice.Ambiguous("namespace \"%s\" has %d ComputeProfiles and project \"%s\" names none"
                        .formatted(namespace, here.size(), namespace));
        };
    }

    /** The levels at which an object with this profile reference counts, narrowest first. */
    public List<Level> levels(@Nullable Reference own) {
        List<Level> levels = new ArrayList<>();
        if (choose(own) instanceof Choice.Chosen(ComputeProfile profile)) {
            levels.add(levelOf(profile));
        }
        project.map(Tenancy::levelOf).ifPresent(levels::add);
        tenant.map(Tenancy::levelOf).ifPresent(levels::add);
        return levels;
    }

    public static Level levelOf(ComputeProfile profile) {
        return new Level(
                LevelKey.computeProfile(
                        profile.getMetadata().getNamespace(),
                        profile.getMetadata().getName()),
                new GpuLimits(profile.getSpec().gpuLimits()));
    }

    public static Level levelOf(Project project) {
        return new Level(
                LevelKey.project(project.getMetadata().getName()),
                new GpuLimits(project.getSpec().gpuLimits()));
    }

    public static Level levelOf(Tenant tenant) {
        return new Level(
                LevelKey.tenant(tenant.getMetadata().getName()),
                new GpuLimits(tenant.getSpec().gpuLimits()));
    }

    private Choice named(Reference reference) {
        String in = reference.namespaceOr(namespace);
        return profiles.stream()
                .filter(profile -> in.equals(profile.getMetadata().getNamespace())
                        && reference.name().equals(profile.getMetadata().getName()))
                .findFirst()
                .<Choice>map(Choice.Chosen::new)
                .orElseGet(() -> new Choice.Missing(in, reference.name()));
    }
}
