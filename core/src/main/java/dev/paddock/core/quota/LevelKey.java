// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

/** Names one of the three places that can limit GPUs. Ordered from the narrowest to the widest. */
public record LevelKey(Kind kind, String namespace, String name) implements Comparable<LevelKey> {
    /** The kinds that carry {@code gpuLimits}, narrowest first. */
    public enum Kind {
        ComputeProfile,
        Project,
        Tenant
    }

    public static LevelKey computeProfile(String namespace, String name) {
        return new LevelKey(Kind.ComputeProfile, namespace, name);
    }

    /** A Project is named as its namespace, so one word says both. */
    public static LevelKey project(String name) {
        return new LevelKey(Kind.Project, "", name);
    }

    public static LevelKey tenant(String name) {
        return new LevelKey(Kind.Tenant, "", name);
    }

    @Override
    public int compareTo(LevelKey other) {
        return java.util.Comparator.comparing(LevelKey::kind)
                .thenComparing(LevelKey::namespace)
                .thenComparing(LevelKey::name)
                .compare(this, other);
    }

    /** As it appears in a refusal: {@code ComputeProfile project-a/edge-compute-profile}, {@code Tenant acme}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
