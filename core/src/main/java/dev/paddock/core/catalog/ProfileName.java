// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;

/** A profile by kind, namespace and name. */
public record ProfileName(String kind, String namespace, String name) implements Comparable<ProfileName> {
    private static final Comparator<ProfileName> ORDER = Comparator.comparing(ProfileName::kind)
            .thenComparing(ProfileName::namespace)
            .thenComparing(ProfileName::name);

    static ProfileName of(HasMetadata profile) {
        String namespace = profile.getMetadata().getNamespace();
        return new ProfileName(
                profile.getKind(),
                namespace == null ? "" : namespace,
                profile.getMetadata().getName());
    }

    /** {@code namespace/name}, as references are written. */
    public String path() {
        return namespace + "/" + name;
    }

    @Override
    public int compareTo(ProfileName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + path();
    }
}
