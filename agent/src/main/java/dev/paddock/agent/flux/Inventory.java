// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.flux.KustomizationStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a Kustomization answers for, in Flux's spelling {@code <namespace>_<name>_<group>_<kind>} with the version
 * beside it; colons of RBAC names are written as two underscores.
 */
public record Inventory(Map<ObjectRef, String> versions) {

    public Inventory {
        versions = Map.copyOf(versions);
    }

    public static Inventory of(@Nullable KustomizationStatus status) {
        KustomizationStatus.Inventory stored = status == null ? null : status.inventory();
        if (stored == null) {
            return new Inventory(Map.of());
        }
        Map<ObjectRef, String> versions = new LinkedHashMap<>();
        for (KustomizationStatus.InventoryEntry entry : stored.entries()) {
            parse(entry.id()).ifPresent(ref -> versions.put(ref, entry.v()));
        }
        return new Inventory(versions);
    }

    static Inventory ofObjects(Collection<GenericKubernetesResource> objects) {
        return new Inventory(objects.stream()
                .collect(Collectors.toMap(
                        ObjectRef::of, object -> ObjectRef.versionOf(object.getApiVersion()), (a, b) -> b)));
    }

    public Collection<ObjectRef> refs() {
        return versions.keySet();
    }

    public String apiVersion(ObjectRef ref) {
        String version = versions.getOrDefault(ref, "v1");
        return ref.group().isEmpty() ? version : ref.group() + "/" + version;
    }

    Inventory plus(Inventory more) {
        Map<ObjectRef, String> all = new LinkedHashMap<>(versions);
        all.putAll(more.versions);
        return new Inventory(all);
    }

    Inventory minus(Inventory less) {
        Map<ObjectRef, String> rest = new LinkedHashMap<>(versions);
        rest.keySet().removeAll(less.versions.keySet());
        return new Inventory(rest);
    }

    Inventory only(Collection<ObjectRef> refs) {
        Map<ObjectRef, String> some = new LinkedHashMap<>(versions);
        some.keySet().retainAll(refs);
        return new Inventory(some);
    }

    /** In the spelling of the status, with the version: {@code <id>_<version>}, with commas. */
    String text() {
        return versions.entrySet().stream()
                .map(entry -> id(entry.getKey()) + "_" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    static Inventory ofText(String text) {
        Map<ObjectRef, String> versions = new LinkedHashMap<>();
        for (String entry : text.split(",")) {
            int last = entry.lastIndexOf('_');
            if (last > 0) {
                parse(entry.substring(0, last)).ifPresent(ref -> versions.put(ref, entry.substring(last + 1)));
            }
        }
        return new Inventory(versions);
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    KustomizationStatus.Inventory toStatus() {
        List<KustomizationStatus.InventoryEntry> entries = versions.entrySet().stream()
                .map(entry -> new KustomizationStatus.InventoryEntry(id(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(KustomizationStatus.InventoryEntry::id))
                .toList();
        return new KustomizationStatus.Inventory(entries);
    }

    private static String id(ObjectRef ref) {
        return String.join("_", ref.namespace(), ref.name().replace(":", "__"), ref.group(), ref.kind());
    }

    private static Optional<ObjectRef> parse(String id) {
        int kind = id.lastIndexOf('_');
        int group = kind < 0 ? -1 : id.lastIndexOf('_', kind - 1);
        int name = id.indexOf('_');
        if (group < 0 || name >= group) {
            return Optional.empty();
        }
        return Optional.of(new ObjectRef(
                id.substring(group + 1, kind),
                id.substring(kind + 1),
                id.substring(0, name),
                id.substring(name + 1, group).replace("__", ":")));
    }
}
