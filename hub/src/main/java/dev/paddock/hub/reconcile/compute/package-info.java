// SPDX-License-Identifier: Apache-2.0
/** The Compute controller: the live inventory of machines. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.reconcile.compute;
