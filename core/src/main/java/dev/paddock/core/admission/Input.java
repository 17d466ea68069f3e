// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.admission;

import dev.paddock.core.quota.Ledger;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * Everything a rule may look at.
 *
 * @param object the object as it would be stored; for a delete, as it is
 * @param old what it replaces; empty unless the operation is an update
 * @param objects the rest of the hub
 * @param ledger read only: admission previews, the reconciler decides
 */
public record Input<T extends HasMetadata>(
        Operation operation, T object, Optional<T> old, ObjectIndex objects, Ledger ledger) {

    /** Empty for kinds without a namespace. */
    String namespace() {
        String namespace = object.getMetadata().getNamespace();
        return namespace == null ? "" : namespace;
    }

    String name() {
        String name = object.getMetadata().getName();
        return name == null ? "" : name;
    }

    Scope scope() {
        return Scope.of(namespace(), objects);
    }
}
