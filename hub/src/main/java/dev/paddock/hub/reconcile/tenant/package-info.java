// SPDX-License-Identifier: Apache-2.0
/** The Tenant controller: the namespace of a Tenant and what its Projects hold. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.reconcile.tenant;
