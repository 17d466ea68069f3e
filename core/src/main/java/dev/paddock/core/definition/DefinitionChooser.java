// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.core.fault.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses what the types of a workload mean: the object's own namespace goes before {@code mural-system}, that before
 * {@code vela-system}, and what comes with Paddock is last. A type without a revision means the newest there was when the workload was
 * stored; what was stored in the same breath counts, in whichever order the hub came to it.
 */
public final class DefinitionChooser {

    /** Where KubeVela keeps definitions for all. */
    private static final String VELA_SYSTEM = "vela-system";

    /** Objects that are applied together are stored within this time. */
    static final Duration TOGETHER = Duration.ofSeconds(10);

    private static final Comparator<DefinitionRevision> OLDEST_FIRST =
            Comparator.comparing(revision -> revision.getSpec().revision());

    private final Stored stored;
    private final Definitions builtIn;

    /** The revisions on the hub. */
    public interface Stored {
        Collection<DefinitionRevision> revisions(Definition.Kind kind, String namespace, String name);

        /** Names of the definitions in a namespace, to suggest one. */
        Collection<String> names(Definition.Kind kind, String namespace);
    }

    public DefinitionChooser(Stored stored, Definitions builtIn) {
        this.stored = stored;
        this.builtIn = builtIn;
    }

    /** The namespaces whose definitions an object of a namespace may use, the strongest first. */
    public static Set<String> namespaces(String namespace) {
        return new LinkedHashSet<>(List.of(namespace, Namespaces.SYSTEM, VELA_SYSTEM));
    }

    /**
     * @param namespace of the object that holds the template
     * @param asOf when the template was stored as a revision; empty for one that follows the newest definitions
     */
    public ChosenDefinitions choose(WorkloadTemplate template, String namespace, Optional<Instant> asOf) {
        Definitions definitions = builtIn;
        Set<String> identities = new TreeSet<>();
        List<FieldError> missing = new ArrayList<>();
        for (TypeUse use : TypeUse.in(template, "spec.workload")) {
            Optional<DefinitionRevision> revision = revision(use, namespace, asOf);
            Optional<Definition> definition = revision.flatMap(StoredDefinition::definition);
            if (definition.isPresent()) {
                definitions = definitions.with(use.type(), definition.get());
                identities.add(StoredDefinition.identity(revision.get()));
            } else if (!comesWithPaddock(use)) {
                missing.add(FieldError.notFound(use.path(), use.type(), known(use.kind(), namespace)));
            }
        }
        return new ChosenDefinitions(definitions, List.copyOf(identities), missing);
    }

    /** The stored revision that is meant; empty if what comes with Paddock is, or nothing. */
    public Optional<DefinitionRevision> revision(TypeUse use, String namespace, Optional<Instant> asOf) {
        List<List<DefinitionRevision>> found = new ArrayList<>();
        for (String each : namespaces(namespace)) {
            List<DefinitionRevision> own = stored.revisions(use.kind(), each, use.name()).stream()
                    .sorted(OLDEST_FIRST)
                    .toList();
            if (!own.isEmpty()) {
                found.add(own);
            }
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (isPinned(use)) {
            String version = use.type().substring(use.name().length() + 1);
            return found.getFirst().stream()
                    .filter(revision -> version.equals(revision.getSpec().version()))
                    .findFirst();
        }
        return asOf.isEmpty() ? Optional.of(found.getFirst().getLast()) : asOf(found, use, asOf.get());
    }

    private Optional<DefinitionRevision> asOf(List<List<DefinitionRevision>> found, TypeUse use, Instant asOf) {
        Instant limit = asOf.plus(TOGETHER);
        for (List<DefinitionRevision> own : found) {
            Optional<DefinitionRevision> newest = own.reversed().stream()
                    .filter(revision -> !StoredDefinition.made(revision).isAfter(limit))
                    .findFirst();
            if (newest.isPresent()) {
                return newest;
            }
        }
        // Whoever was stored before what it names has waited for it since.
        return comesWithPaddock(use)
                ? Optional.empty()
                : Optional.of(found.getFirst().getFirst());
    }

    /** What comes with Paddock has no revisions to ask for. */
    private boolean comesWithPaddock(TypeUse use) {
        return !isPinned(use) && builtIn.find(use.kind(), use.type()).isPresent();
    }

    private static boolean isPinned(TypeUse use) {
        return !use.type().equals(use.name());
    }

    private Set<String> known(Definition.Kind kind, String namespace) {
        Set<String> names = new TreeSet<>(builtIn.names(kind));
        namespaces(namespace).forEach(each -> names.addAll(stored.names(kind, each)));
        return names;
    }
}
