// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.palette.TenantStatus;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Optional;

/** What is to be done about a Tenant. */
public sealed interface TenantDecision {
    /** @param namespace as it is to be; empty while the old one is still on its way out */
    record Keep(Optional<Namespace> namespace, TenantStatus status) implements TenantDecision {}

    /** Of one that is being deleted. */
    sealed interface Removal extends TenantDecision {}

    /** It goes, but not yet. */
    record Wait(TenantStatus status, boolean deleteNamespace) implements Removal {}

    /** Nothing of it is left that would need it. */
    record LetGo() implements Removal {}
}
