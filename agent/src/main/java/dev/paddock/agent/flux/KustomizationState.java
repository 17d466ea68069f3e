// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.apply.Quarrels;
import dev.paddock.agent.kube.AppliedSet;
import dev.paddock.agent.kube.FieldManagers;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.meta.Annotations;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.core.annotation.FieldValidation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process did for one Kustomization. Only one handler at a time touches it. Losing it costs one apply of
 * everything, never a wrong one.
 */
final class KustomizationState {

    /** What an apply was for; when any of it changes, everything is applied again. */
    private record Cause(
            String revision, long generation, @Nullable String requestedAt, FieldValidation validation) {}

    private final AppliedSet applied = new AppliedSet(FieldManagers.FLUX);
    private final Quarrels quarrels = new Quarrels();
    private final Map<ObjectRef, List<String>> leftOut = new TreeMap<>(Comparator.comparing(ObjectRef::toString));
    private final Map<ObjectRef, KindWatches.Scope> strangers = new ConcurrentHashMap<>();
    private List<DefinitionHealth> definitions = List.of();
    private @Nullable Cause done;
    private Instant appliedAt = Instant.EPOCH;
    private Inventory inventory = new Inventory(Map.of());
    private boolean healthPassed;
    private Instant forbiddenSince = Instant.MAX;

    AppliedSet applied() {
        return applied;
    }

    /** What the definitions of the delivery say about health. */
    List<DefinitionHealth> definitions() {
        return definitions;
    }

    void definitions(List<DefinitionHealth> said) {
        definitions = List.copyOf(said);
    }

    Quarrels quarrels() {
        return quarrels;
    }

    /** Takes in which fields of the objects sent just now the cluster does not know. */
    void leftOut(List<GenericKubernetesResource> sent, List<String> fields) {
        for (GenericKubernetesResource object : sent) {
            ObjectRef ref = ObjectRef.of(object);
            leftOut.put(
                    ref,
                    fields.stream().filter(field -> field.startsWith(ref + " ")).toList());
        }
        leftOut.values().removeIf(List::isEmpty);
    }

    /** Fields of everything applied that the cluster does not know, each with its object. */
    List<String> leftOut() {
        leftOut.keySet().removeIf(ref -> !inventory.versions().containsKey(ref));
        return leftOut.values().stream().flatMap(List::stream).toList();
    }

    /** Takes in which of the objects sent just now are not ours by their labels, and what to watch to see them. */
    void strangers(List<GenericKubernetesResource> sent, Map<ObjectRef, KindWatches.Scope> found) {
        sent.forEach(object -> strangers.remove(ObjectRef.of(object)));
        strangers.putAll(found);
    }

    /** Lets go of what is wanted no longer: it is neither put back nor looked at any more. */
    void retain(Collection<ObjectRef> wanted) {
        applied.retain(wanted);
        strangers.keySet().retainAll(wanted);
    }

    Map<ObjectRef, KindWatches.Scope> strangers() {
        return strangers;
    }

    /** May be asked from another thread than the handler's. */
    boolean looksAt(ObjectRef ref) {
        return strangers.containsKey(ref);
    }

    boolean mustApply(Kustomization kustomization, String revision, Duration interval, Instant now) {
        return !cause(kustomization, revision).equals(done) || !now.isBefore(appliedAt.plus(interval));
    }

    /** Everything was applied; health is asked from the start. */
    void applied(Kustomization kustomization, String revision, Inventory all, Instant now) {
        done = cause(kustomization, revision);
        inventory = all;
        appliedAt = now;
        healthPassed = false;
        forbiddenSince = Instant.MAX;
    }

    /** What the last apply of everything applied. */
    Inventory inventory() {
        return inventory;
    }

    boolean healthPassed() {
        return healthPassed;
    }

    void passHealth() {
        healthPassed = true;
    }

    /** Time left to the next apply of everything. */
    Duration untilNextApply(Duration interval, Instant now) {
        Duration left = Duration.between(now, appliedAt.plus(interval));
        return left.isNegative() ? Duration.ZERO : left;
    }

    Instant healthDeadline(Duration timeout) {
        return appliedAt.plus(timeout);
    }

    /** Says since when applies are forbidden; rights granted a moment ago need a moment to be known everywhere. */
    Instant forbidden(Instant now) {
        if (now.isBefore(forbiddenSince)) {
            forbiddenSince = now;
        }
        return forbiddenSince;
    }

    private static Cause cause(Kustomization kustomization, String revision) {
        Map<String, String> annotations = kustomization.getMetadata().getAnnotations();
        return new Cause(
                revision,
                Objects.requireNonNullElse(kustomization.getMetadata().getGeneration(), 0L),
                annotations == null ? null : annotations.get(Annotations.FLUX_REQUESTED_AT),
                FluxNames.fieldValidation(kustomization));
    }
}
