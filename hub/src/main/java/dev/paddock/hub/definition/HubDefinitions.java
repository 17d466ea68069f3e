// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.definition;

import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.core.definition.ChosenDefinitions;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.DefinitionChooser;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.StoredDefinition;
import dev.paddock.core.definition.TypeUse;
import dev.paddock.core.revision.Revisions;
import dev.paddock.hub.cache.HubCache;
import dev.paddock.hub.cache.HubKinds;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The definitions stored on the hub, from its cache, and who uses them. */
public final class HubDefinitions implements DefinitionSource {

    private final HubCache cache;
    private final DefinitionChooser chooser;

    public HubDefinitions(HubCache cache, Definitions builtIn) {
        this.cache = cache;
        this.chooser = new DefinitionChooser(new Cached(cache), builtIn);
    }

    private record Cached(HubCache cache) implements DefinitionChooser.Stored {
        @Override
        public List<DefinitionRevision> revisions(Definition.Kind kind, String namespace, String name) {
            return cache.by(
                    DefinitionRevision.class, HubKinds.BY_DEFINITION, HubKinds.definition(kind, namespace, name));
        }

        @Override
        public List<String> names(Definition.Kind kind, String namespace) {
            return cache.list(StoredDefinition.objectClass(kind), namespace).stream()
                    .map(object -> object.getMetadata().getName())
                    .toList();
        }
    }

    @Override
    public ChosenDefinitions choose(WorkloadTemplate template, String namespace, Optional<Instant> asOf) {
        return chooser.choose(template, namespace, asOf);
    }

    /** Tells of each deployment that may mean something else, because a revision of a definition came or went. */
    public void onChange(Consumer<ResourceID> deployment) {
        cache.onChange(DefinitionRevision.class, (before, now) -> {
            Optional<Definition.Kind> kind = StoredDefinition.kindOf(now);
            // Revisions never change; what is told of one that is there already is the same again.
            if (kind.isPresent() && (before == null || before == now)) {
                users(kind.get(), StoredDefinition.definitionOf(now)).forEach(deployment);
            }
        });
    }

    /** Names of the revisions in a namespace that some workload renders with, or would if it were deployed. */
    public Set<String> used(Definition.Kind kind, String namespace, String name) {
        Set<String> used = new HashSet<>();
        for (Holder holder : holders()) {
            for (TypeUse use : holder.uses(kind, name)) {
                chooser.revision(use, holder.namespace(), holder.asOf())
                        .filter(revision ->
                                namespace.equals(revision.getMetadata().getNamespace()))
                        .ifPresent(revision -> used.add(revision.getMetadata().getName()));
            }
        }
        return used;
    }

    /** A workload that is held somewhere. */
    private record Holder(WorkloadTemplate template, String namespace, Optional<Instant> asOf) {
        List<TypeUse> uses(Definition.Kind kind, String name) {
            return TypeUse.in(template, "").stream()
                    .filter(use -> use.kind() == kind && use.name().equals(name))
                    .toList();
        }
    }

    private List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        for (DefinitionRevision revision : cache.list(DefinitionRevision.class)) {
            template(revision).ifPresent(template -> {
                String namespace = revision.getMetadata().getNamespace();
                holders.add(new Holder(template, namespace, Optional.of(StoredDefinition.made(revision))));
            });
        }
        for (WorkloadDeployment deployment : cache.list(WorkloadDeployment.class)) {
            WorkloadTemplate inline = deployment.getSpec().workload();
            if (inline != null) {
                holders.add(new Holder(inline, deployment.getMetadata().getNamespace(), Optional.empty()));
            }
        }
        return holders;
    }

    private static Optional<WorkloadTemplate> template(DefinitionRevision revision) {
        return Revisions.snapshot(revision)
                .map(snapshot -> snapshot.spec())
                .flatMap(spec -> Optional.ofNullable(spec.workload()));
    }

    private Set<ResourceID> users(Definition.Kind kind, String name) {
        Set<ResourceID> users = new HashSet<>();
        for (WorkloadDeployment deployment : cache.list(WorkloadDeployment.class)) {
            WorkloadTemplate inline = deployment.getSpec().workload();
            if (inline != null && names(inline, kind, name)) {
                users.add(ResourceID.fromResource(deployment));
            }
        }
        Set<String> profiles = new HashSet<>();
        for (DefinitionRevision revision : cache.list(DefinitionRevision.class)) {
            template(revision)
                    .filter(template -> names(template, kind, name))
                    .ifPresent(template -> Revisions.snapshot(revision)
                            .ifPresent(snapshot -> profiles.add(
                                    HubKinds.key(revision.getMetadata().getNamespace(), snapshot.name()))));
        }
        profiles.forEach(key -> cache.by(WorkloadDeployment.class, HubKinds.BY_PROFILE, key)
                .forEach(deployment -> users.add(ResourceID.fromResource(deployment))));
        return users;
    }

    private static boolean names(WorkloadTemplate template, Definition.Kind kind, String name) {
        return TypeUse.in(template, "").stream()
                .anyMatch(use -> use.kind() == kind && use.name().equals(name));
    }
}
